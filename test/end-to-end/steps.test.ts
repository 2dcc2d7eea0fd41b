import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountsOf, removeRole, smallOrganization } from '../helpers/organizations.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';
import {
  beginRun,
  callsOf,
  collectBatch,
  EXECUTION,
  IN_AN_HOUR,
  idsOf,
  listedAccounts,
  membersOf,
  never,
  RUN,
  readRunFile,
} from '../helpers/steps.ts';

describe('a run in steps', () => {
  it('gives the file that one process gives, byte by byte, failed accounts or not', async () => {
    const organization = smallOrganization('steps', { accounts: 7 });
    const [first, second] = membersOf(organization);
    removeRole(first);
    removeRole(second);
    const world = await simulatedWorld(organization);
    const whole = await world.collect({ flags: { to: join(world.directory, 'whole') } });

    const begun = await beginRun(world);
    const accountIds = await listedAccounts(world);
    for (const batch of [accountIds.slice(4), accountIds.slice(0, 4)])
      await collectBatch(world, batch);
    const { manifest, targetLocation } = await world.collector().publishRun(RUN, never());

    expect(begun).toMatchObject({ accounts: 7, isDuplicate: false });
    expect(manifest).toMatchObject({ status: 'PARTIAL', coverage: { collected: 5, failed: 2 } });
    const [file] = manifest.files;
    const csv = await readFile(join(targetLocation, file?.key ?? ''), 'utf8');
    expect(whole.csv).not.toBeNull();
    expect(csv).toBe(whole.csv);
    expect(manifest.accounts.map(({ outcome }) => outcome)).toEqual(
      whole.manifest.accounts.map(({ outcome }) => outcome),
    );
  });

  it('names an account of which no batch has told anything', async () => {
    const organization = smallOrganization('steps without a batch');
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization);

    await beginRun(world);
    await collectBatch(world, [first.id, third.id]);
    const { manifest } = await world.collector().publishRun(RUN, never());

    const unread = manifest.accounts.filter(({ outcome }) => outcome === 'failed');
    expect(unread).toMatchObject([{ accountId: second.id, errors: [{ code: 'NOT_STARTED' }] }]);
  });

  it('is published once, whoever asks again', async () => {
    const organization = smallOrganization('steps published twice');
    const world = await simulatedWorld(organization);
    await beginRun(world);
    await collectBatch(world, idsOf(organization));

    const once = await world.collector().publishRun(RUN, never());
    const again = await world.collector({ now: IN_AN_HOUR }).publishRun(RUN, never());

    expect(again.manifest).toEqual(once.manifest);
    expect(again).toMatchObject({ latestMoved: true, manifestName: once.manifestName });
  });
});

describe('the first step', () => {
  it('lists the accounts that are to be read, and no others', async () => {
    const organization = smallOrganization('list of accounts', { accounts: 4 });
    const [, excluded] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    const options = { flags: { excludeAccounts: excluded.id } };

    const begun = await beginRun(world, options);

    const expected = idsOf(organization).filter((id) => id !== excluded.id);
    const text = await readFile(begun.accountsLocation, 'utf8');
    expect(text).toBe(expected.map((id) => `{"accountId":"${id}"}\n`).join(''));
    expect(begun.accounts).toBe(3);
  });

  it('leaves what all batches need in an object that does not grow with the accounts', async () => {
    const world = await simulatedWorld(smallOrganization('head of a plan'));

    await beginRun(world);

    const plan = await readRunFile(world, 'plan.json');
    const head = await readRunFile(world, 'plan-head.json');
    const { accounts, ...others } = JSON.parse(plan) as { readonly accounts: readonly unknown[] };
    expect(accounts).toHaveLength(3);
    expect(JSON.parse(head)).toEqual(others);
  });

  it('leaves a run alone that another execution has begun, and asks AWS for no account', async () => {
    const world = await simulatedWorld(smallOrganization('duplicate'));
    await beginRun(world);
    const before = callsOf(world, 'organizations');

    const second = await beginRun(world, {}, `${EXECUTION}-again`);

    expect(second).toMatchObject({ runId: RUN, isDuplicate: true, accounts: 0 });
    expect(callsOf(world, 'organizations')).toBe(before);
  });

  it('gives a run to one of two executions that plan at the same time', async () => {
    const world = await simulatedWorld(smallOrganization('race'));

    const both = await Promise.all([beginRun(world), beginRun(world, {}, `${EXECUTION}-again`)]);

    expect(both.filter(({ isDuplicate }) => isDuplicate)).toHaveLength(1);
  });

  it('goes on where an earlier attempt of the same execution ended', async () => {
    const organization = smallOrganization('second attempt');
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    await beginRun(world);
    await collectBatch(world, [second.id]);

    const begun = await beginRun(world, { now: IN_AN_HOUR });

    expect(begun).toMatchObject({ isDuplicate: false, accounts: 2 });
    expect(await listedAccounts(world)).toEqual([first.id, third.id]);
  });

  it('takes over what an earlier run has read, and lists only the rest', async () => {
    const organization = smallOrganization('retry in steps', { accounts: 4 });
    const [first] = membersOf(organization);
    const roles = first.roles;
    removeRole(first);
    const world = await simulatedWorld(organization);
    const earlier = await world.collect();
    first.roles = roles;
    const options = { flags: { retryFailed: earlier.manifest.runId }, now: IN_AN_HOUR };

    const begun = await beginRun(world, options);
    const accountIds = await listedAccounts(world);
    await collectBatch(world, accountIds, options);
    const { manifest } = await world.collector(options).publishRun(RUN, never());

    expect(begun.accounts).toBe(1);
    expect(accountIds).toEqual([first.id]);
    expect(manifest).toMatchObject({ status: 'COMPLETE', parentRunId: earlier.manifest.runId });
  });

  it('leaves nothing to read where all was read by an earlier run, and that is published', async () => {
    const world = await simulatedWorld(smallOrganization('all adopted'));
    const earlier = await world.collect();
    const options = { flags: { retryFailed: earlier.manifest.runId }, now: IN_AN_HOUR };

    const begun = await beginRun(world, options);
    const { manifest } = await world.collector(options).publishRun(RUN, never());

    expect(begun.accounts).toBe(0);
    expect(await listedAccounts(world)).toEqual([]);
    expect(manifest).toMatchObject({ status: 'COMPLETE', users: earlier.manifest.users });
  });
});

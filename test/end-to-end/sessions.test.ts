import { describe, expect, it } from 'vitest';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { accountsOf, smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

describe('the session of an assumed role', () => {
  it('is renewed, and nothing is missing, if it expires in the middle', async () => {
    const organization = smallOrganization('expiring');
    const [first, second] = accountsOf(organization);
    const world = await simulatedWorld(organization, {
      faults: [
        {
          match: { service: 'iam', accountId: first.id },
          after: 4,
          times: 1,
          effect: { kind: 'expired' },
        },
        { match: { service: 'iam', accountId: second.id }, times: 1, effect: { kind: 'expired' } },
      ],
    });

    const { csv, manifest } = await world.collect();

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.status).toBe('COMPLETE');
    const { calls } = world.simulation;
    expect(calls.count('sts:AssumeRole', first.id)).toBe(2);
    expect(calls.count('sts:AssumeRole', second.id)).toBe(2);
  });

  it('is renewed once, though many calls find out at the same time', async () => {
    const organization = smallOrganization('expiring at once');
    const [first] = accountsOf(organization);
    const world = await simulatedWorld(organization, {
      faults: [
        { match: { service: 'iam', accountId: first.id }, times: 4, effect: { kind: 'expired' } },
      ],
    });

    const { csv } = await world.collect();

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(world.simulation.calls.count('sts:AssumeRole', first.id)).toBe(2);
  });

  it('fails its account only if renewing it does not help', async () => {
    const organization = smallOrganization('revoked');
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization, {
      faults: [{ match: { service: 'iam', accountId: second.id }, effect: { kind: 'expired' } }],
    });

    const { csv, manifest } = await world.collect();

    expect(csv).toBe(expectedCsvOf([first, third], COLLECTED_AT));
    expect(manifest.accounts[1]).toMatchObject({
      accountId: second.id,
      outcome: 'failed',
    });
    const codes = manifest.accounts[1]?.errors.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['SESSION_EXPIRED']));
  });
});

describe('the credentials of the caller', () => {
  it('end the run if they expire in the middle, and resuming it finishes the same file', async () => {
    const organization = smallOrganization('caller expires', { accounts: 6 });
    const world = await simulatedWorld(organization, {
      faults: [
        { match: { operation: 'AssumeRole' }, after: 3, times: 2, effect: { kind: 'expired' } },
      ],
    });
    const flags = { concurrency: '2' };
    let runId = '';
    const done: string[] = [];
    const failed = world.collect({
      flags,
      onMessage: (message) => {
        if (message.type === 'run-started') runId = message.runId;
        if (message.type === 'account-finished') done.push(message.outcome.accountId);
      },
    });

    await expect(failed).rejects.toMatchObject({
      code: 'CREDENTIALS_EXPIRED',
      operation: 'AssumeRole',
      remedy: expect.stringContaining('iam-users resume'),
    });
    world.simulation.setFaults([]);
    world.simulation.calls.reset();
    const { csv, manifest } = await world.resume(runId, { flags });

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest).toMatchObject({ runId, status: 'COMPLETE' });
    expect(done.length).toBeGreaterThan(0);
    const { calls } = world.simulation;
    expect(done.map((id) => calls.count('sts:AssumeRole', id))).toEqual(done.map(() => 0));
  });

  it.each([
    { code: 'CREDENTIALS_EXPIRED', effect: { kind: 'expired' } },
    {
      code: 'CREDENTIALS_INVALID',
      effect: { kind: 'error', code: 'InvalidClientTokenId', status: 403 },
    },
  ] as const)(
    'end the run before anything is written if they are not valid: $code',
    async (given) => {
      const world = await simulatedWorld(smallOrganization('not valid'), {
        faults: [{ match: { service: 'sts' }, effect: given.effect }],
      });

      const failed = world.collect();

      await expect(failed).rejects.toMatchObject({ code: given.code });
      expect(await world.read('_iam-users/latest.json')).toBe(null);
    },
  );
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { expectedJsonLines } from '../helpers/expected-jsonl.ts';
import { removeRole, smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

const BOTH = { format: 'csv,jsonl' };
const BASE = (organizationId: string) =>
  `IAM_USER_TAGS_${organizationId}_combined_2026-01-15_12-34-56`;

describe('a run in two formats', () => {
  it('publishes a file for each, and a manifest that proves both', async () => {
    const organization = smallOrganization('two formats');
    const world = await simulatedWorld(organization);

    const { manifest, result, csv } = await world.collect({ flags: BOTH });

    const base = BASE(organization.id);
    const accounts = organization.accounts.map((account) => ({ account }));
    const jsonl = expectedJsonLines(accounts, COLLECTED_AT);
    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(await world.read(`${base}.jsonl`)).toBe(jsonl);
    expect(manifest.files).toEqual([
      { key: `${base}.csv`, format: 'csv', rows: 24, ...digest(csv ?? '') },
      { key: `${base}.jsonl`, format: 'jsonl', rows: 24, ...digest(jsonl) },
    ]);
    expect(result.manifestName).toBe(`_iam-users/manifests/${base}.csv.manifest.json`);
    const latest = JSON.parse((await world.read('_iam-users/latest.json')) ?? 'null');
    expect(latest.files).toEqual(manifest.files);
  });

  it('gives both files names of their own if another run has one of the plain names', async () => {
    const organization = smallOrganization('one name taken');
    const world = await simulatedWorld(organization);
    const first = await world.collect({ flags: { format: 'jsonl' } });
    const [account] = organization.accounts;
    world.simulation.removeUser(account?.id ?? '', account?.users[0]?.name ?? '');

    const { manifest, result } = await world.collect({ flags: BOTH });

    const own = `${BASE(organization.id)}_${manifest.runId.slice(-6)}`;
    expect(first.manifest.files.map(({ key }) => key)).toEqual([`${BASE(organization.id)}.jsonl`]);
    expect(manifest.files.map(({ key }) => key)).toEqual([`${own}.csv`, `${own}.jsonl`]);
    expect(result.manifestName).toBe(`_iam-users/manifests/${own}.csv.manifest.json`);
  });

  it('says of both files that they are incomplete', async () => {
    const organization = smallOrganization('both incomplete');
    for (const account of organization.accounts.slice(1)) removeRole(account);
    const world = await simulatedWorld(organization);

    const { manifest } = await world.collect({ flags: BOTH });

    const base = `${BASE(organization.id)}_incomplete`;
    expect(manifest.files.map(({ key }) => key)).toEqual([`${base}.csv`, `${base}.jsonl`]);
  });

  it('goes on under the same names where an earlier attempt got no further than one file', async () => {
    const organization = smallOrganization('one file only');
    const world = await simulatedWorld(organization);
    const { s3 } = world.simulation;
    s3.createBucket('results');
    s3.deny('results', [{ action: 's3:PutObject', prefix: `${BASE(organization.id)}.jsonl` }]);
    const flags = { ...BOTH, to: 's3://results' };
    const runIds: string[] = [];

    const attempt = world.collect({
      flags,
      onMessage: (message) => {
        if (message.type === 'run-started') runIds.push(message.runId);
      },
    });
    await expect(attempt).rejects.toMatchObject({ code: 'STORE_ACCESS_DENIED' });
    s3.deny('results', []);
    const { manifest } = await world.resume(runIds[0] ?? '', { flags });

    const data = s3.objects('results').filter(({ key }) => key.startsWith('IAM_USER_TAGS_'));
    const base = BASE(organization.id);
    expect(data.map(({ key }) => key)).toEqual([`${base}.csv`, `${base}.jsonl`]);
    expect(manifest.files.map(({ key }) => key)).toEqual([`${base}.csv`, `${base}.jsonl`]);
    expect(manifest.files.map(({ bytes, sha256 }) => ({ bytes, sha256 }))).toEqual(
      data.map(({ bytes }) => digest(bytes.toString())),
    );
  });
});

describe('a run by access key', () => {
  it('counts users in the manifest and keys in the rows', async () => {
    const organization = smallOrganization('rows by key');
    const world = await simulatedWorld(organization);

    const { manifest, csv } = await world.collect({ flags: { rows: 'access-key' } });

    const users = organization.accounts.flatMap((account) => account.users);
    const rows = users.reduce((sum, user) => sum + Math.max(1, user.accessKeys.length), 0);
    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT, { rows: 'access-key' }));
    expect(rows).toBeGreaterThan(users.length);
    expect(manifest).toMatchObject({ users: users.length, files: [{ rows }] });
  });

  it('keeps the form of the rows and the formats when it is resumed', async () => {
    const world = await simulatedWorld(smallOrganization('resumed'));
    const flags = { ...BOTH, rows: 'access-key' };
    const first = await world.collect({ flags });

    const again = await world.resume(first.manifest.runId);

    expect(again.manifest.files).toEqual(first.manifest.files);
  });
});

function digest(text: string) {
  return {
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  };
}

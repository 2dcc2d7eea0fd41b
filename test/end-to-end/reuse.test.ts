import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangingAccount } from '../helpers/changing-account.ts';
import { HISTORY, type Round } from '../helpers/histories.ts';
import { accountsOf, smallOrganization } from '../helpers/organizations.ts';
import { NOW, openWorld, type SimulatedWorld } from '../helpers/run-simulated.ts';

const HALF_AN_HOUR_MS = 1_800_000;
const COLUMNS = 'UserName,UserID,AccessKeyID,KeyStatuses,AccessKeyLastUsed,SigningCerts';

describe('a run that reuses what earlier runs have listed', () => {
  /**
   * As of the report's time: where nothing has changed since the report was made, both runs give the
   * same. Where something has, the keys (or the certificates) of a user are those that a run without
   * reuse gives now, if the user was listed, or those that it gave when the report was made. Nothing
   * else may differ, and in particular users are never older than their lists.
   *
   * The report does not tell Inactive from Expired, so that Expired counts as Inactive here.
   */
  it('gives what a run without reuse gives, as of the time of the report', async () => {
    const property = fc.asyncProperty(HISTORY, RARELY, async (history, additionalColumn) => {
      await withAccount(additionalColumn, async (scene) => {
        let reported: Run = { reportTime: null, users: new Map() };
        for (const round of history) {
          pass(scene, round);

          const listed = await run(scene, { reuse: false });
          const reused = await run(scene, { reuse: true });

          expect(reused.reportTime).toBe(listed.reportTime);
          if (listed.reportTime !== reported.reportTime) reported = listed;
          expectAsOfReport(reused, listed, reported);
        }
      });
    });

    await fc.assert(property, { numRuns: 25 });
  });
});

const RARELY = fc.integer({ min: 0, max: 4 }).map((number) => number === 4);

interface Scene {
  readonly world: SimulatedWorld;
  readonly accountId: string;
  readonly account: ChangingAccount;
  readonly time: { now: number };
}

async function withAccount(
  additionalColumn: boolean,
  test: (scene: Scene) => Promise<void>,
): Promise<void> {
  const organization = smallOrganization('histories', { users: 0 });
  const [member] = accountsOf(organization);
  member.report = { style: { ...member.report.style, additionalColumn }, existing: null };
  const world = await openWorld(organization);
  // More than two keys have no slots: the report says so, if it has the column for it.
  const account = new ChangingAccount(world.simulation, member.id, additionalColumn ? 3 : 2);
  try {
    await test({ world, accountId: member.id, account, time: { now: NOW.getTime() } });
  } finally {
    await world.close();
  }
}

/** Changes happen between two runs, never in the second in which a report is made. */
function pass({ world, account, time }: Scene, { hours, changes }: Round): void {
  const pausedMs = 2 * hours * HALF_AN_HOUR_MS;
  world.simulation.advanceClock(pausedMs);
  const minute = new Date(time.now + HALF_AN_HOUR_MS).toISOString().slice(0, 16);
  for (const change of changes) account.make(change, minute);
  time.now += pausedMs;
}

interface Run {
  readonly reportTime: unknown;
  readonly users: ReadonlyMap<string, Credentials>;
}

interface Credentials {
  readonly name: string;
  readonly keys: unknown;
  readonly certificates: unknown;
}

/** Runs with and without reuse keep what they know in places of their own. */
async function run(
  { world, accountId, time }: Scene,
  { reuse }: { readonly reuse: boolean },
): Promise<Run> {
  const to = `${world.directory}/${reuse ? 'reused' : 'listed'}`;
  const flags = { accounts: accountId, columns: COLUMNS, format: 'jsonl', reuse, to };
  const { csv, manifest } = await world.collect({ flags, now: new Date(time.now) });
  expect(manifest.status).toBe('COMPLETE');
  const rows = (csv ?? '').trimEnd().split('\n').filter(Boolean);
  const reportTime = manifest.accounts[0]?.credentialReportTime;
  return { reportTime, users: new Map(rows.map((row) => credentialsOf(JSON.parse(row)))) };
}

function credentialsOf(row: {
  readonly UserName: string;
  readonly UserID: string;
  readonly AccessKeyID: readonly string[];
  readonly KeyStatuses: readonly string[];
  readonly AccessKeyLastUsed: readonly (string | null)[];
  readonly SigningCerts: unknown;
}): [string, Credentials] {
  const keys = row.AccessKeyID.map((id, index) => {
    const status = row.KeyStatuses[index]?.replace('Expired', 'Inactive');
    return { id, status, lastUsed: row.AccessKeyLastUsed[index] };
  });
  keys.sort((left, right) => (left.id < right.id ? -1 : 1));
  return [row.UserID, { name: row.UserName, keys, certificates: row.SigningCerts }];
}

function expectAsOfReport(reused: Run, listed: Run, reported: Run): void {
  expect([...reused.users.keys()]).toEqual([...listed.users.keys()]);
  for (const [id, user] of reused.users) {
    const now = listed.users.get(id);
    const then = reported.users.get(id) ?? now;
    expect(user.name).toBe(now?.name);
    expect([now?.keys, then?.keys]).toContainEqual(user.keys);
    expect([now?.certificates, then?.certificates]).toContainEqual(user.certificates);
  }
}

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RetryPolicy } from '../../src/aws/backoff.ts';
import type { Timeouts } from '../../src/aws/connection.ts';
import type { Account, FaultRule, SimulationOptions } from '../../src/simulation/index.ts';
import { type ExpectedAccount, expectedCsv } from './expected-csv.ts';
import { byBytes } from './expected-text.ts';
import {
  type Ended,
  type FaultScene,
  openFaultScene,
  type PlaceName,
  type ProgramOptions,
} from './fault-scene.ts';
import { COLLECTED_AT } from './run-simulated.ts';

/** One row of the fault matrix: what goes wrong. */
export interface FaultRow {
  /** Ends the sentence that the table begins. */
  readonly what: string;
  readonly faults?: (scene: FaultScene) => readonly FaultRule[];
  /** In every account. @defaultValue 6 */
  readonly users?: number;
  /** What no rule can say. */
  readonly arrange?: (scene: FaultScene) => void;
  readonly behaviour?: SimulationOptions;
  /** @defaultValue as many attempts as it takes */
  readonly retry?: RetryPolicy;
  readonly timeouts?: Timeouts;
  readonly flags?: readonly string[];
  /** @defaultValue `report` */
  readonly freshness?: 'report' | 'live';
  /** Ctrl-C, as soon as so many accounts are finished. */
  readonly interruptAfter?: number;
  /** What else has to hold when the run has ended. */
  readonly also?: (scene: FaultScene) => void;
  /** @defaultValue a directory */
  readonly places?: readonly PlaceName[];
}

/** A row after which something is missing. */
export interface GapRow extends FaultRow {
  readonly gaps: (scene: FaultScene) => readonly Gap[];
}

/** What is missing of one account, and what the manifest has to say of it. */
export interface Gap extends ExpectedAccount {
  readonly outcome: 'partial' | 'failed';
  /** Code and operation of every problem. */
  readonly causes: readonly string[];
}

/** A row after which everything is missing. */
export interface FailureRow extends FaultRow {
  /** Code and operation of every problem in every account. */
  readonly causes: readonly string[];
}

/** A row that ends the run before it has published. */
export interface EndRow extends FaultRow {
  /** Code and operation of the error. */
  readonly cause: string;
}

export const BOTH_PLACES: readonly PlaceName[] = ['a directory', 'a bucket'];

/** Every account is whole, though the faults happen. */
export function describeHarmless(rows: readonly FaultRow[]): void {
  describe.concurrent('a run is complete, and ends with 0, though', () => {
    it.each(inPlaces(rows))('%s (into %s)', async (_what, place, row) => {
      await inScene(row, place, async (scene) => {
        const ended = await scene.run(programOf(row));

        expect(ended.stderr).not.toMatch(/^error:/m);
        expect(ended.status).toBe(0);
        await expectAccounts(scene, ended, [], row);
        row.also?.(scene);
      });
    });
  });
}

/** Some accounts are not whole: they are named with the cause, and the others are whole. */
export function describeGaps(rows: readonly GapRow[]): void {
  describe.concurrent('a run names the account and the cause, and ends with 3, if', () => {
    it.each(inPlaces(rows))('%s (into %s)', async (_what, place, row) => {
      await inScene(row, place, async (scene) => {
        const ended = await scene.run(programOf(row));

        expect(ended.status).toBe(3);
        await expectAccounts(scene, ended, row.gaps(scene));
        row.also?.(scene);
      });
    });
  });
}

/** No account can be read: the manifest says so of each, and there is no data. */
export function describeFailures(rows: readonly FailureRow[]): void {
  describe.concurrent('a run publishes a manifest without data, and ends with 1, if', () => {
    it.each(inPlaces(rows))('%s (into %s)', async (_what, place, row) => {
      await inScene(row, place, async (scene) => {
        const ended = await scene.run(programOf(row));

        expect(ended).toMatchObject({ status: 1, csv: null, manifest: { status: 'FAILED' } });
        expect(accountLines(ended.manifest?.accounts ?? [])).toEqual(
          idsOf(scene).map((accountId) => ({
            accountId,
            outcome: 'failed',
            causes: row.causes.toSorted(),
          })),
        );
        expect(await scene.place.names()).not.toContain('_iam-users/latest.json');
      });
    });
  });
}

function idsOf({ organization }: FaultScene): readonly string[] {
  return organization.accounts.map(({ id }) => id).sort();
}

/**
 * Nothing is published; once the faults are over, the run is resumed to the whole file, and no account
 * that was read is read again.
 */
export function describeEnds(status: 1 | 4 | 130, rows: readonly EndRow[]): void {
  describe.concurrent(`a run ends with ${status}, publishes nothing and can be resumed, if`, () => {
    it.each(inPlaces(rows))('%s (into %s)', async (_what, place, row) => {
      await inScene(row, place, async (scene) => {
        const ended = await scene.run(programOf(row));
        scene.simulation.setFaults([]);
        scene.simulation.calls.reset();
        const resumed = await scene.run({ argv: ['resume', ended.runId] });

        expect(ended.stderr).toContain(`code:       ${row.cause}\n`);
        expect(ended.stderr).toContain(`iam-users resume ${ended.runId}`);
        expect(ended).toMatchObject({ status, manifest: null });
        expect(resumed).toMatchObject({ status: 0, runId: ended.runId });
        expect(ended.read.filter((id) => isRead(scene, id))).toEqual([]);
        await expectAccounts(scene, resumed, []);
      });
    });
  });
}

/** Nothing has begun, and nothing is written. */
export function describeRefusals(status: 1 | 4, rows: readonly EndRow[]): void {
  describe.concurrent(`no run is begun, and the command ends with ${status}, if`, () => {
    it.each(inPlaces(rows))('%s (into %s)', async (_what, place, row) => {
      await inScene(row, place, async (scene) => {
        const ended = await scene.run(programOf(row));

        expect(ended.stderr).toContain(`code:       ${row.cause}\n`);
        expect(ended).toMatchObject({ status, runId: '' });
        expect(await scene.place.names()).toEqual([]);
      });
    });
  });
}

interface ExpectedFile {
  /** @defaultValue that of simulated runs */
  readonly collectedAt?: string;
  /** @defaultValue `report` */
  readonly freshness?: 'report' | 'live';
}

/**
 * Every account of the organization is in the manifest, once; what is not said to be missing is in
 * the file, once, as it is in truth; and there is no file that the manifest does not name.
 */
export async function expectAccounts(
  { organization, place }: FaultScene,
  { manifest, csv }: Pick<Ended, 'manifest' | 'csv'>,
  gaps: readonly Gap[],
  { collectedAt = COLLECTED_AT, freshness = 'report' }: ExpectedFile = {},
): Promise<void> {
  const accounts = organization.accounts.toSorted((a, b) => byBytes(a.id, b.id));
  const gapOf = ({ id }: Account) => gaps.find(({ account }) => account.id === id);
  const read = accounts.filter((account) => gapOf(account)?.outcome !== 'failed');
  const partial = gaps.filter(({ outcome }) => outcome === 'partial').length;
  expect(accountLines(manifest?.accounts ?? [])).toEqual(
    accounts.map((account) => {
      const { outcome = 'collected', causes = [] } = gapOf(account) ?? {};
      return { accountId: account.id, outcome, causes: causes.toSorted() };
    }),
  );
  expect(csv).toBe(
    expectedCsv(
      read.map((account) => ({ account, freshness, ...gapOf(account) })),
      collectedAt,
    ),
  );
  expect(manifest).toMatchObject({
    status: gaps.length === 0 ? 'COMPLETE' : 'PARTIAL',
    coverage: {
      planned: accounts.length,
      collected: accounts.length - gaps.length,
      partial,
      failed: gaps.length - partial,
      skipped: 0,
    },
    users: read.reduce((sum, { users }) => sum + users.length, 0),
    files: [
      {
        sha256: createHash('sha256')
          .update(csv ?? '')
          .digest('hex'),
      },
    ],
  });
  const visible = (await place.names()).filter((name) => !name.startsWith('_iam-users/'));
  expect(visible).toEqual(manifest?.files.map(({ key }) => key));
}

function isRead({ simulation }: FaultScene, accountId: string): boolean {
  return simulation.calls.count('iam:ListUsers', accountId) > 0;
}

function accountLines(accounts: NonNullable<Ended['manifest']>['accounts']) {
  return accounts.map(({ accountId, outcome, errors }) => ({
    accountId,
    outcome,
    causes: errors.map(({ code, operation }) => `${code} ${operation}`).sort(),
  }));
}

function inPlaces<Row extends FaultRow>(rows: readonly Row[]) {
  return rows.flatMap((row) =>
    (row.places ?? (['a directory'] as const)).map((place) => [row.what, place, row] as const),
  );
}

export async function inScene(
  row: FaultRow,
  place: PlaceName,
  work: (scene: FaultScene) => Promise<void>,
): Promise<void> {
  const scene = await openFaultScene(row.what, place, row.users);
  try {
    if (row.behaviour !== undefined) scene.simulation.setBehaviour(row.behaviour);
    row.arrange?.(scene);
    scene.simulation.setFaults(row.faults?.(scene) ?? []);
    await work(scene);
  } finally {
    await scene.world.close();
  }
}

function programOf(row: FaultRow): ProgramOptions {
  const { retry, timeouts, flags = [], freshness = 'report', interruptAfter } = row;
  return {
    argv: ['collect', '--freshness', freshness, ...flags],
    ...(retry === undefined ? {} : { retry }),
    ...(timeouts === undefined ? {} : { timeouts }),
    ...(interruptAfter === undefined ? {} : { interruptAfter }),
  };
}

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../src/output/manifest.ts';
import type { Measurement } from './figures.ts';
import { measured, type Yield } from './measured.ts';
import { PROGRAMS } from './programs.ts';
import { runProgram } from './run-program.ts';
import type { ServedOrganization } from './simulation.ts';
import type { Truth } from './simulation-messages.ts';

/** The collector as its users run it, with one place for the results of all its runs. */
export interface Collector {
  /**
   * Runs it once. Throws if the result is not the whole organization: a run that loses something
   * has no speed.
   */
  run(name: string): Promise<Measurement>;
  /** Takes away what the last run has published, and publishes it once more: nothing is read. */
  publishAgain(name: string): Promise<Measurement>;
  close(): Promise<void>;
}

export interface CollectorOptions {
  readonly served: ServedOrganization;
  readonly truth: Truth;
  readonly profileTo: string | null;
}

export async function openCollector({
  served,
  truth,
  profileTo,
}: CollectorOptions): Promise<Collector> {
  const directory = await mkdtemp(join(tmpdir(), 'iam-users-bench-'));
  const runWith = async (program: string, ...parameters: readonly string[]) => {
    const { environment } = served;
    const end = await runProgram({ program, parameters, environment, profileTo });
    return { end, yielded: await checked(directory, truth) };
  };
  return {
    run: (name) =>
      measured(name, served, () => runWith(PROGRAMS.collector, 'collect', '--to', directory)),
    publishAgain: async (name) => {
      const runId = await unpublish(directory);
      return measured(name, served, () => runWith(PROGRAMS.publish, directory, runId));
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Leaves plan and parts, as a run that ended before it was published. */
async function unpublish(directory: string): Promise<string> {
  const { latest, manifest } = await readSnapshot(directory);
  const visible = [...manifest.files.map(({ key }) => key), latest.manifest, LATEST];
  for (const name of [...visible, `_iam-users/runs/${latest.runId}/data.json`]) {
    await rm(join(directory, name));
  }
  return latest.runId;
}

const LATEST = '_iam-users/latest.json';

async function readSnapshot(directory: string) {
  const latest: { readonly runId: string; readonly manifest: string } = JSON.parse(
    await readFile(join(directory, LATEST), 'utf8'),
  );
  const manifest: Manifest = JSON.parse(await readFile(join(directory, latest.manifest), 'utf8'));
  return { latest, manifest };
}

async function checked(directory: string, truth: Truth): Promise<Yield> {
  const { manifest } = await readSnapshot(directory);
  const [file] = manifest.files;
  const { size } = await stat(join(directory, file?.key ?? ''));
  const found = {
    status: manifest.status,
    users: manifest.users,
    rows: file?.rows,
    bytes: file?.bytes,
    accessKeys: manifest.accessKeys,
  };
  const { users, accessKeys } = truth;
  const expected = { status: 'COMPLETE', users, rows: users, bytes: size, accessKeys };
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new TypeError(
      `expected ${JSON.stringify(expected)}, the collector said ${JSON.stringify(found)}`,
    );
  }
  return { users, bytes: size };
}

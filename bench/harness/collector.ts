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
  const collect = async () => {
    const end = await runProgram({
      program: PROGRAMS.collector,
      parameters: ['collect', '--to', directory],
      environment: served.environment,
      profileTo,
    });
    return { end, yielded: await checked(directory, truth) };
  };
  return {
    run: (name) => measured(name, served, collect),
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

async function checked(directory: string, truth: Truth): Promise<Yield> {
  const latest = JSON.parse(await readFile(join(directory, '_iam-users/latest.json'), 'utf8'));
  const manifest: Manifest = JSON.parse(await readFile(join(directory, latest.manifest), 'utf8'));
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

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { endWithThisProcess } from './end-with-this-process.ts';
import type { ProcessFigures } from './figures.ts';
import { PROGRAMS } from './programs.ts';

export interface ProgramRun {
  readonly program: string;
  readonly parameters: readonly string[];
  /** All that it sees of the environment, beside `PATH`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where V8 leaves a profile; `null`: no profile is taken. */
  readonly profileTo: string | null;
}

export interface ProgramEnd {
  readonly figures: ProcessFigures;
  readonly stdout: string;
}

/** Runs a program with the Node.js that runs this one, to a good end, and measures its process. */
export async function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  const directory = await mkdtemp(join(tmpdir(), 'iam-users-bench-'));
  const file = join(directory, 'figures.json');
  try {
    const child = spawn(process.execPath, [...nodeOptions(run), run.program, ...run.parameters], {
      env: { PATH: process.env.PATH, ...run.environment, BENCH_FIGURES_FILE: file },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code]] = await endWithThisProcess(child, () =>
      Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]),
    );
    if (code !== 0) throw new TypeError(`${run.program} ended with ${String(code)}:\n${stderr}`);
    return { figures: JSON.parse(await readFile(file, 'utf8')) as ProcessFigures, stdout };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function nodeOptions({ profileTo }: ProgramRun): readonly string[] {
  const measured = ['--import', pathToFileURL(PROGRAMS.measure).href];
  return profileTo === null ? measured : [...measured, '--cpu-prof', '--cpu-prof-dir', profileTo];
}

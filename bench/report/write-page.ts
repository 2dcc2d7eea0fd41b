import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CaseResult } from '../harness/figures.ts';
import { toJson } from '../harness/results.ts';
import { performancePage } from './performance-page.ts';

/** The figures of the last full run, from which the page is made. */
export const LAST_FULL_RUN = fileURLToPath(new URL('../last-full-run.json', import.meta.url));
export const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

/**
 * Writes `docs/performance.md`.
 *
 * @param results - Of a full run, which are then kept as the last; `null`: those that were kept.
 */
export async function writePage(results: readonly CaseResult[] | null): Promise<void> {
  if (results !== null) await writeFile(LAST_FULL_RUN, toJson(results));
  await writeFile(PAGE, performancePage(results ?? (await readLastFullRun())));
}

export async function readLastFullRun(): Promise<readonly CaseResult[]> {
  return JSON.parse(await readFile(LAST_FULL_RUN, 'utf8')) as readonly CaseResult[];
}

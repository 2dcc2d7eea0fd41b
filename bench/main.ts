/**
 * `npm run bench`: measures the collector. Each case leaves its figures in `bench/results/` as soon
 * as it is done; a full run ends by writing `docs/performance.md`.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CASES } from './cases.ts';
import type { BenchCase } from './harness/bench-case.ts';
import type { CaseResult, SizeName } from './harness/figures.ts';
import { machine } from './harness/machine.ts';
import { buildPrograms } from './harness/programs.ts';
import { readResult, writeResult } from './harness/results.ts';
import { comparisonRows, measurementRows, toText } from './report/table.ts';
import { writePage } from './report/write-page.ts';

const HELP = `npm run bench -- [options]
  --only NAME[,NAME…]  these cases: ${CASES.map(({ name }) => name).join(', ')}
  --smoke              small sizes: shows that every case works, measures nothing of worth
  --continue           keeps the figures of cases that an earlier run finished
  --page               writes docs/performance.md again from the last full run, and measures nothing
  --cpu-prof           leaves profiles of the collector in bench/results/profiles
`;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    smoke: { type: 'boolean', default: false },
    continue: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    'cpu-prof': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

// Without these the exit handlers, which end the processes that are measured, would not run.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

if (options.help) console.log(HELP);
else if (options.page) await writePage(null);
else await measure();

async function measure(): Promise<void> {
  await buildPrograms();
  const size: SizeName = options.smoke ? 'smoke' : 'full';
  const profileTo = options['cpu-prof'] ? await profileFolder() : null;
  const results: CaseResult[] = [];
  for (const one of chosenCases()) {
    const kept = options.continue ? await readResult(size, one.name) : null;
    const result = kept ?? (await run(one, size, profileTo));
    show(one, result);
    if (result !== null) results.push(result);
  }
  const isWhole = results.length === CASES.length;
  if (isWhole && size === 'full' && profileTo === null) await writePage(results);
}

function chosenCases(): readonly BenchCase[] {
  if (options.only === undefined) return CASES;
  const names = options.only.split(',');
  const unknown = names.find((name) => CASES.every((one) => one.name !== name));
  if (unknown !== undefined) throw new TypeError(`no case is called ${unknown}\n${HELP}`);
  return CASES.filter(({ name }) => names.includes(name));
}

/** A case that fails makes this process fail, when the others have been measured; then `null`. */
async function run(
  one: BenchCase,
  size: SizeName,
  profileTo: string | null,
): Promise<CaseResult | null> {
  try {
    const figures = await one.run({ size, profileTo });
    const measuredAt = new Date().toISOString();
    const result = { name: one.name, size, measuredAt, machine: machine(), ...figures };
    await writeResult(result);
    return result;
  } catch (error) {
    console.error(`error: the case ${one.name} failed:`, error);
    process.exitCode = 1;
    return null;
  }
}

/** Small sizes have nothing that their figures could be compared with. */
function show({ title }: BenchCase, result: CaseResult | null): void {
  if (result === null) return;
  const isComparable = result.size === 'full' && result.comparisons.length > 0;
  const tables = [measurementRows(result), ...(isComparable ? [comparisonRows(result)] : [])];
  console.log(`${title}\n${tables.map(toText).join('\n')}`);
}

async function profileFolder(): Promise<string> {
  const path = fileURLToPath(new URL('results/profiles', import.meta.url));
  await mkdir(path, { recursive: true });
  return path;
}

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const BUILT = fileURLToPath(new URL('../build/', import.meta.url));

/** The programs that are run, each in a process of its own, as plain JavaScript. */
export const PROGRAMS = {
  /** As its users have it: what `npm run build` made. */
  collector: fileURLToPath(new URL('../../bin/iam-users.js', import.meta.url)),
  measure: `${BUILT}harness/measure.js`,
  simulation: `${BUILT}harness/simulation-process.js`,
  original: `${BUILT}references/original.js`,
  sdkAlone: `${BUILT}references/sdk-alone.js`,
  publish: `${BUILT}references/publish.js`,
} as const;

/** Translates the benchmark's own programs, so that none pays for being TypeScript as it runs. */
export async function buildPrograms(): Promise<void> {
  await build({
    entryPoints: [
      'harness/measure.ts',
      'harness/simulation-process.ts',
      'references/original.ts',
      'references/sdk-alone.ts',
      'references/publish.ts',
    ],
    absWorkingDir: SOURCES,
    outdir: BUILT,
    outbase: SOURCES,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
}

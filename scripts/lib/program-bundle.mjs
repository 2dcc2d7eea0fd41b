import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { noticesOf } from './notices.mjs';
import { ROOT } from './run.mjs';

const FOLDER = 'dist/program';

/**
 * Bundles the command line into `dist/program/main.js`, and what only some commands need into files
 * beside it. Names stay as they are, and source maps have the lines, for whoever reads a stack trace.
 */
export async function bundleProgram() {
  const { metafile } = await bundle({
    entryPoints: ['src/cli/main.ts'],
    outdir: FOLDER,
    splitting: true,
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
  });
  writeFileSync(join(ROOT, FOLDER, 'NOTICES.txt'), noticesOf(metafile));
}

import { bundle } from './bundle.mjs';

/**
 * Bundles the command line into `dist/program/main.js`, and what only some commands need into files
 * beside it. Names and lines stay as they are, for whoever reads a stack trace.
 */
export async function bundleProgram() {
  await bundle({
    entryPoints: ['src/cli/main.ts'],
    outdir: 'dist/program',
    splitting: true,
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
  });
}

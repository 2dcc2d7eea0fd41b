import { build } from 'esbuild';
import { ROOT } from './run.mjs';

/** ESM has no `require`, which some CommonJS dependencies call for built-in modules. */
const REQUIRE = `import { createRequire as $createRequire } from 'node:module';
const require = $createRequire(import.meta.url);`;

/**
 * Bundles a program with all that it needs. The same sources give the same bytes.
 *
 * @param options - Of esbuild, beside what all bundles have in common.
 */
export async function bundle(options) {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // ES modules first: they can be shaken, which halves the bundle.
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    logLevel: 'warning',
    ...options,
  });
  return outputFiles;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { ROOT } from './run.mjs';

/** ESM has no `require`, which some CommonJS dependencies call for built-in modules. */
const REQUIRE = `import { createRequire as $createRequire } from 'node:module';
const require = $createRequire(import.meta.url);`;

/** Readable by everybody: Lambda runs the code as a user of its own. */
const UNIX_FILE_0644 = (0o100644 << 16) >>> 0;
const MADE_ON_UNIX = 3;
/** The earliest time that a zip can hold is 1 January 1980, without a time zone. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Bundles `src/lambda/<name>.ts` with all that it needs into `dist/lambda/<name>.zip`, handler
 * `index.handler`. The same sources give the same bytes.
 */
export async function bundleLambda(name) {
  const zip = zipSync(
    { 'index.mjs': await bundle(`src/lambda/${name}.ts`) },
    { level: 9, mtime: NO_TIME, os: MADE_ON_UNIX, attrs: UNIX_FILE_0644 },
  );
  mkdirSync(join(ROOT, 'dist/lambda'), { recursive: true });
  writeFileSync(join(ROOT, `dist/lambda/${name}.zip`), zip);
  return zip;
}

async function bundle(entry) {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'es2023',
    // ES modules first: they can be shaken, which halves the bundle.
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    legalComments: 'none',
    logLevel: 'warning',
  });
  return result.outputFiles[0].contents;
}

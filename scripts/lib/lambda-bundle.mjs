import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { bundle } from './bundle.mjs';
import { ROOT } from './run.mjs';

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
  const { outputFiles } = await bundle({
    entryPoints: [`src/lambda/${name}.ts`],
    write: false,
    minify: true,
    target: 'es2023',
    legalComments: 'none',
  });
  const zip = zipSync(
    { 'index.mjs': outputFiles[0].contents },
    { level: 9, mtime: NO_TIME, os: MADE_ON_UNIX, attrs: UNIX_FILE_0644 },
  );
  mkdirSync(join(ROOT, 'dist/lambda'), { recursive: true });
  writeFileSync(join(ROOT, `dist/lambda/${name}.zip`), zip);
  return zip;
}

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CollectorError } from '../../../src/errors.ts';

/** A file of the package, whether this runs from its sources or from its build. */
export function packageFile(path: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'bin/iam-users.js'))) {
    const parent = dirname(folder);
    if (parent === folder) throw notFound();
    folder = parent;
  }
  return join(folder, path);
}

function notFound(): CollectorError {
  return new CollectorError('INTERNAL', 'Expected to run inside the package, found no root of it.');
}

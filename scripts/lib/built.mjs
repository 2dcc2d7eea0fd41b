import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const STAMP = join(ROOT, 'dist/.built-from');
const FOLDERS = ['src', 'scripts', 'templates'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Whether `dist/` was built from the sources as they are now. */
export function isBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === sourceHash();
  } catch {
    return false;
  }
}

/** Notes what `dist/` was built from; `hash` as it was before the build began. */
export function markBuilt(hash) {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(STAMP, hash);
}

/**
 * A hash of everything that the build reads. Content, not modification times: a fresh clone, a
 * copied directory and a changed branch have times that say nothing.
 */
export function sourceHash() {
  const hash = createHash('sha256');
  const folders = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)));
  for (const path of [...folders.flatMap(filesBelow), ...FILES]) {
    const bytes = readFileSync(join(ROOT, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return `${hash.digest('hex')}\n`;
}

function filesBelow(folder) {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .sort((left, right) => (left < right ? -1 : 1));
}

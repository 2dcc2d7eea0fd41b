import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const STAMP = join(ROOT, 'node_modules/.iam-users-installed');
/** What npm itself writes at the end of an installation. */
const NPM_STATE = join(ROOT, 'node_modules/.package-lock.json');

/** Whether `node_modules/` is what `package-lock.json` asks for. */
export function isInstalled() {
  if (read(STAMP) === expectedStamp()) return true;
  if (!matchesLock(read(NPM_STATE))) return false;
  markInstalled();
  return true;
}

/** Notes that `npm ci` has succeeded for this `package-lock.json`. */
export function markInstalled() {
  writeFileSync(STAMP, expectedStamp());
}

/** The platform is part of it: esbuild and others install one binary for each. */
function expectedStamp() {
  const hash = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/** Recognises an `npm ci` that somebody ran by hand. */
function matchesLock(state) {
  if (state === null) return false;
  const installed = JSON.parse(state).packages;
  const wanted = JSON.parse(readFileSync(LOCK, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    // Optional packages are those of other platforms, and absent on this one.
    if (!(path in installed)) return entry.optional === true;
    return installed[path].version === entry.version;
  });
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

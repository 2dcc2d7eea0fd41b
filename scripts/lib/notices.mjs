import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/** The licences of all packages of which a bundle has something, as they ask for it. */
export function noticesOf(metafile) {
  const folders = Object.keys(metafile.inputs).map(packageFolder);
  const packages = [...new Set(folders)].filter((folder) => folder !== null).sort();
  return packages.map(noticeOf).join('\n');
}

/** The last `node_modules/<name>` of a path; `null`: it is our own. */
function packageFolder(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? null;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(
    readFileSync(join(ROOT, folder, 'package.json'), 'utf8'),
  );
  const texts = readdirSync(join(ROOT, folder))
    .filter((file) => /^(licen[cs]e|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
  return [`${name} ${version} (${license})\n`, ...texts].join('\n');
}

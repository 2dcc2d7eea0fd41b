import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/**
 * Writes `dist/templates/`: the templates with the digests of the zips, so that nothing else is
 * deployed than what was built. Each version of the zips has a folder of its own: under the same
 * key AWS CloudFormation would not notice that a zip has changed.
 *
 * @param {ReadonlyMap<string, string>} digests - SHA-256 in hexadecimal, by the name of the zip.
 */
export function fillTemplates(digests) {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const all = createHash('sha256')
    .update([...digests.values()].join())
    .digest('hex');
  const folder = `${name}/${version}-${all.slice(0, 12)}`;
  mkdirSync(join(ROOT, 'dist/templates'), { recursive: true });
  for (const file of readdirSync(join(ROOT, 'templates'))) {
    const template = JSON.parse(readFileSync(join(ROOT, 'templates', file), 'utf8'));
    const { Code: zips = {} } = template.Mappings ?? {};
    for (const [zip, hex] of digests) {
      const entry = zips[pascalCase(zip)];
      if (entry) Object.assign(entry, { Key: `${folder}/${zip}.zip`, Sha256: base64(hex) });
    }
    writeFileSync(join(ROOT, 'dist/templates', file), `${JSON.stringify(template)}\n`);
  }
}

/** `collect-account` → `CollectAccount`. */
function pascalCase(zip) {
  return zip.replace(/(^|-)[a-z]/g, (match) => match.replace('-', '').toUpperCase());
}

/** As AWS Lambda tells it. */
function base64(hex) {
  return Buffer.from(hex, 'hex').toString('base64');
}

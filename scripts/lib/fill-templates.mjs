import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/**
 * Writes `dist/templates/`: the templates with the digests of the zips, so that nothing else is
 * deployed than what was built. Each version of the zips has a prefix of its own: under the same
 * name AWS CloudFormation would not notice that a zip has changed.
 *
 * @param {ReadonlyMap<string, string>} digests - SHA-256 in hexadecimal, by the name of the zip.
 */
export function fillTemplates(digests) {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const all = createHash('sha256')
    .update([...digests.values()].join())
    .digest('hex');
  const defaults = new Map([
    ['CodePrefix', `${name}/${version}-${all.slice(0, 12)}/`],
    ...[...digests].map(([zip, hex]) => [digestParameter(zip), base64(hex)]),
  ]);
  mkdirSync(join(ROOT, 'dist/templates'), { recursive: true });
  for (const file of readdirSync(join(ROOT, 'templates'))) {
    const template = JSON.parse(readFileSync(join(ROOT, 'templates', file), 'utf8'));
    for (const [parameter, value] of defaults) {
      if (parameter in template.Parameters) template.Parameters[parameter].Default = value;
    }
    writeFileSync(join(ROOT, 'dist/templates', file), `${JSON.stringify(template)}\n`);
  }
}

/** `collect-account` → `CollectAccountCodeSha256`. */
function digestParameter(zip) {
  const words = zip.split('-').map((word) => word[0].toUpperCase() + word.slice(1));
  return `${words.join('')}CodeSha256`;
}

/** As AWS Lambda tells it. */
function base64(hex) {
  return Buffer.from(hex, 'hex').toString('base64');
}

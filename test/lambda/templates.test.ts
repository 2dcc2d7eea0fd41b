import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const { Parameters } = JSON.parse(
  readFileSync(`${DIST}/templates/collector.template.json`, 'utf8'),
);

/** The zips that were built, by the name that the parameter of each begins with. */
const ZIPS = readdirSync(`${DIST}/lambda`)
  .filter((file) => file.endsWith('.zip'))
  .map((file) => [pascalCase(file.replace('.zip', '')), `${DIST}/lambda/${file}`] as const);

describe('the built template of the collector', () => {
  it.each(ZIPS)('deploys the built zip %s and no other', (name, zip) => {
    const digest = createHash('sha256').update(readFileSync(zip)).digest('base64');

    expect(Parameters[`${name}CodeSha256`].Default).toBe(digest);
  });

  it('has a prefix for the zips that changes with them', () => {
    expect(Parameters.CodePrefix.Default).toMatch(
      /^iam-user-data-collector\/\d+\.\d+\.\d+-[0-9a-f]{12}\/$/,
    );
  });

  it('is short enough to be deployed without a bucket', () => {
    const bytes = readFileSync(`${DIST}/templates/collector.template.json`);

    expect(bytes.length).toBeLessThanOrEqual(51_200);
  });
});

function pascalCase(name: string): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join('');
}

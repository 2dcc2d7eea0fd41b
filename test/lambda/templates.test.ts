import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const { Mappings } = JSON.parse(readFileSync(`${DIST}/templates/collector.template.json`, 'utf8'));

/** The zips that were built, by their keys in the mapping. */
const ZIPS = readdirSync(`${DIST}/lambda`)
  .filter((file) => file.endsWith('.zip'))
  .map((file) => [pascalCase(file.replace('.zip', '')), `${DIST}/lambda/${file}`] as const);

describe('the built template of the collector', () => {
  it.each(ZIPS)('deploys the built zip %s and no other', (name, zip) => {
    const digest = createHash('sha256').update(readFileSync(zip)).digest('base64');

    expect(Mappings.Code[name].Sha256).toBe(digest);
  });

  it('has a folder for the zips that changes with them', () => {
    expect(Mappings.Code.Collect.Key).toMatch(
      /^iam-user-data-collector\/\d+\.\d+\.\d+-[0-9a-f]{12}\/collect\.zip$/,
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

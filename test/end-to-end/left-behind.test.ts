import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { oddCredentials } from '../helpers/organizations.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';

/** Every file below the directory, as text. */
async function everythingIn(directory: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async ({ name, parentPath }): Promise<[string, string]> => {
    const bytes = await readFile(join(parentPath, name));
    return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()];
  });
  return new Map(await Promise.all(texts));
}

describe('what a run leaves behind', () => {
  it.each(['report', 'live'])(
    'holds no certificate, no session token and no secret (%s)',
    async (freshness) => {
      const { organization, account } = oddCredentials();
      const bodies = account.users.flatMap(({ signingCertificates }) =>
        signingCertificates.map(({ body }) => body.split('\n')[1] ?? ''),
      );
      const world = await simulatedWorld(organization);

      await world.collect({ flags: { accounts: account.id, columns: 'all', freshness } });

      const files = await everythingIn(world.directory);
      const texts = [...files.values()];
      expect([...files.keys()].filter((name) => name.endsWith('.jsonl.gz'))).toHaveLength(1);
      expect(texts.some((text) => text.includes('certificates.two'))).toBe(true);
      expect(bodies.length).toBeGreaterThan(3);
      for (const body of bodies) {
        expect(body.length).toBeGreaterThan(20);
        expect(texts.filter((text) => text.includes(body))).toEqual([]);
      }
      expect(texts.filter((text) => /BEGIN CERTIFICATE|ASIA[A-Z0-9]{16}/.test(text))).toEqual([]);
      const { secretAccessKey } = world.simulation.callerCredentials;
      expect(texts.filter((text) => text.includes(secretAccessKey))).toEqual([]);
    },
  );
});

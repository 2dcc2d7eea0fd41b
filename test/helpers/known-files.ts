import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { SimulatedWorld } from './run-simulated.ts';

/** What runs into the directory have left for later ones about one account. */
export interface KnownFile {
  readonly path: string;
  readonly read: () => Promise<string>;
  /** Writes it anew, as somebody would who had no business there. */
  readonly change: (change: (text: string) => string) => Promise<void>;
}

export function knownFileOf({ directory }: SimulatedWorld, accountId: string): KnownFile {
  const path = join(directory, 'out/_iam-users/known', `${accountId}.jsonl.gz`);
  const read = async () => gunzipSync(await readFile(path)).toString();
  return {
    path,
    read,
    change: async (change) => writeFile(path, gzipSync(change(await read()))),
  };
}

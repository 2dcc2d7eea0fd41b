import { mkdir, readdir, symlink, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SimulatedWorld } from './run-simulated.ts';

/** A place for results that can be made to refuse one object. */
export interface TargetPlace {
  /** The flag `to`. */
  readonly to: string;
  /** Every object, sorted. */
  readonly names: () => Promise<readonly string[]>;
  /** From now on the object cannot be written. Of a place, one object at a time. */
  readonly block: (name: string) => Promise<void>;
  readonly unblock: () => Promise<void>;
}

/** The kinds of places, for tests that hold for each of them. */
export const TARGET_PLACES: readonly (readonly [string, (world: SimulatedWorld) => TargetPlace])[] =
  [
    ['a directory', directoryOf],
    ['a bucket', bucketOf],
  ];

/** A link that leads nowhere lets its name neither be read nor written. */
export function directoryOf({ directory }: SimulatedWorld): TargetPlace {
  const to = join(directory, 'out');
  let blocked = '';
  return {
    to,
    names: async () => {
      const options = { recursive: true, withFileTypes: true } as const;
      const entries = await readdir(to, options).catch(() => []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(to.length + 1))
        .sort();
    },
    block: async (name) => {
      blocked = join(to, name);
      await mkdir(dirname(blocked), { recursive: true });
      await symlink(join(to, 'nowhere'), blocked);
    },
    unblock: () => unlink(blocked),
  };
}

/** One deny in the policy of the bucket. */
export function bucketOf({ simulation: { s3 } }: SimulatedWorld): TargetPlace {
  s3.createBucket('results');
  return {
    to: 's3://results/iam',
    names: async () => s3.objects('results').map(({ key }) => key.slice('iam/'.length)),
    block: async (name) => s3.deny('results', [{ action: 's3:PutObject', prefix: `iam/${name}` }]),
    unblock: async () => s3.deny('results', []),
  };
}

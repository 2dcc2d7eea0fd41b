import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from './aws/connection.ts';
import { type Environment, endpointFrom } from './aws/environment.ts';
import type { Store } from './ports.ts';
import type { Place, Settings } from './settings/settings.ts';
import { createDeferredS3Store, createDirectoryStore } from './store/index.ts';

/** What the choice of stores depends on. */
export interface StoreChoice {
  readonly settings: Settings;
  readonly environment: Environment;
  readonly connection: Connection;
}

/** A store that runs can be kept in. */
export interface RunPlace {
  readonly store: Store;
  /** Whether it outlives this process. */
  readonly isLasting: boolean;
}

/** Where the result goes. */
export function targetOf(choice: StoreChoice): Store {
  return storeAt(choice.settings.target, choice);
}

/**
 * Where a run is kept, in the order of preference. A bucket that takes the result may refuse the
 * rest; then this machine's disk has to do.
 */
export function runPlacesOf(choice: StoreChoice): readonly RunPlace[] {
  const { runStore, target } = choice.settings;
  const place = runStore ?? below(target, '_iam-users');
  const chosen = { store: storeAt(place, choice), isLasting: true };
  const mayFallBack = runStore === null && target.kind === 's3';
  return mayFallBack ? [chosen, localPlace(choice)] : [chosen];
}

/** The disk of a Lambda function is gone with it. */
function localPlace({ environment }: StoreChoice): RunPlace {
  const isLasting = environment.AWS_LAMBDA_FUNCTION_NAME === undefined;
  const path = join(isLasting ? 'iam-users' : tmpdir(), '_iam-users');
  return { store: createDirectoryStore(path), isLasting };
}

function below(place: Place, name: string): Place {
  if (place.kind === 'directory') return { ...place, path: join(place.path, name) };
  return { ...place, prefix: place.prefix === '' ? name : `${place.prefix}/${name}` };
}

function storeAt(place: Place, { settings, environment, connection }: StoreChoice): Store {
  if (place.kind === 'directory') return createDirectoryStore(place.path);
  const isCustomEndpoint = endpointFrom(environment, 'S3') !== null;
  return createDeferredS3Store(
    {
      ...connection.configFor('S3'),
      ...(isCustomEndpoint ? { forcePathStyle: true } : {}),
    },
    {
      bucket: place.bucket,
      prefix: place.prefix,
      expectedBucketOwner: settings.bucketOwner,
      kmsKeyId: settings.kmsKeyId,
    },
  );
}

import { randomUUID } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Store, StoredObject } from '../ports.ts';
import { carries, putConditionally } from './s3-conditions.ts';
import { createS3Draft } from './s3-draft.ts';
import { nameOf } from './s3-errors.ts';
import {
  bucketOf,
  checkedKeyOf,
  keyOf,
  putOf,
  request,
  type S3Location,
  toCollectorError,
  urlOf,
} from './s3-location.ts';
import { tryToPut } from './s3-trial.ts';

/** Keeps objects in a bucket of Amazon S3, below a prefix. */
export function createS3Store(location: S3Location): Store {
  return {
    location: urlOf(location),
    locationOf: (name) => urlOf(location, name),
    read: async (name) => readObject(location, checkedKeyOf(location, name)),
    write: async (name, bytes) => writeObject(location, checkedKeyOf(location, name), bytes),
    replace: async (name, bytes, version) =>
      replaceObject(location, { key: checkedKeyOf(location, name), version }, bytes),
    list: (prefix) => listNames(location, prefix),
    draft: () => createS3Draft(location),
    tryToWrite: async (name) => tryToPut(location, checkedKeyOf(location, name)),
  };
}

/** Attempts at an object whose answer breaks off: the SDK repeats requests, not that. */
const READ_ATTEMPTS = 3;

async function readObject(location: S3Location, key: string): Promise<StoredObject | null> {
  return request(location, { operation: 'GetObject', key }, async () => {
    try {
      return await getObject(location, key, READ_ATTEMPTS);
    } catch (error) {
      if (nameOf(error) === 'NoSuchKey') return null;
      throw error;
    }
  });
}

/** The version is the ETag. */
async function getObject(
  location: S3Location,
  key: string,
  attempts: number,
): Promise<StoredObject> {
  const command = new GetObjectCommand({ ...bucketOf(location), Key: key });
  const { Body, ETag = '' } = await location.client.send(command);
  try {
    return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), version: ETag };
  } catch (error) {
    if (attempts <= 1) throw error;
    return getObject(location, key, attempts - 1);
  }
}

async function writeObject(location: S3Location, key: string, bytes: Uint8Array): Promise<void> {
  await request(location, { operation: 'PutObject', key }, () =>
    location.client.send(new PutObjectCommand({ ...putOf(location, key), Body: bytes })),
  );
}

interface Replacement {
  readonly key: string;
  readonly version: string | null;
}

/** The mark in the metadata tells this very write from anybody else's of the same bytes. */
async function replaceObject(
  location: S3Location,
  { key, version }: Replacement,
  bytes: Uint8Array,
): Promise<boolean> {
  const mark = { 'write-id': randomUUID() };
  const command = new PutObjectCommand({
    ...putOf(location, key),
    ...(version === null ? { IfNoneMatch: '*' } : { IfMatch: version }),
    Metadata: mark,
    Body: bytes,
  });
  const result = await request(location, { operation: 'PutObject', key }, () =>
    putConditionally(() => location.client.send(command)),
  );
  return result === 'done' || carries(location, key, mark);
}

async function* listNames(location: S3Location, prefix: string): AsyncGenerator<string> {
  const root = keyOf(location, '');
  const key = keyOf(location, prefix);
  const { client } = location;
  try {
    for await (const page of paginateListObjectsV2(
      { client },
      { ...bucketOf(location), Prefix: key },
    )) {
      for (const object of page.Contents ?? []) {
        if (object.Key !== undefined) yield object.Key.slice(root.length);
      }
    }
  } catch (error) {
    throw toCollectorError(location, { operation: 'ListObjectsV2', key }, error);
  }
}

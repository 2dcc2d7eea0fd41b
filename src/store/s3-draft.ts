import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AbortMultipartUploadCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Draft } from '../ports.ts';
import { diskError } from './disk-error.ts';
import { carries, putConditionally } from './s3-conditions.ts';
import { bucketOf, checkedKeyOf, putOf, request, type S3Location } from './s3-location.ts';
import { openSpool, type Spool } from './spool.ts';

/** Up to this many bytes are one PutObject; beyond, each part has as many. */
const PART_BYTES = 16 * 1024 * 1024;

/** Parts on their way at the same time: with `PART_BYTES`, the memory that an upload takes. */
const PARTS_IN_FLIGHT = 2;

/**
 * Begins a file in the temporary directory, which becomes an object when it is published. The
 * file has no name any more once it is open, so that a crash leaves nothing of it.
 */
export async function createS3Draft(location: S3Location): Promise<Draft> {
  const directory = await onDisk('make a directory in', tmpdir(), () =>
    mkdtemp(join(tmpdir(), 'iam-users-')),
  );
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  const spool = await onDisk('write in', directory, () => openSpool(join(directory, 'draft')));
  // Windows may keep the name of an open file: then `discard` removes it.
  await remove().catch(() => {});
  return {
    append: (text) => onDisk('write', spool.path, () => spool.append(text)),
    digest: () => spool.digest(),
    publishAs: async (name, runId) =>
      publish({ location, spool, runId }, checkedKeyOf(location, name)),
    discard: () =>
      onDisk('remove', directory, async () => {
        await spool.close();
        await remove();
      }),
  };
}

interface Publication {
  readonly location: S3Location;
  readonly spool: Spool;
  readonly runId: string;
}

async function publish(publication: Publication, key: string): Promise<'created' | 'taken'> {
  const { location, spool, runId } = publication;
  const mark = { 'run-id': runId, sha256: spool.digest().sha256 };
  const result = await request(location, { operation: 'PutObject', key }, () =>
    putConditionally(() => upload(publication, key, mark)),
  );
  return result === 'done' || (await carries(location, key, mark)) ? 'created' : 'taken';
}

async function upload(
  { location, spool }: Publication,
  key: string,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const body = spool.stream();
  const transfer = new Upload({
    client: location.client,
    params: {
      ...putOf(location, key),
      Body: body,
      ContentLength: spool.digest().bytes,
      IfNoneMatch: '*',
      Metadata: { ...metadata },
    },
    partSize: PART_BYTES,
    queueSize: PARTS_IN_FLIGHT,
    leavePartsOnError: true,
  });
  try {
    await transfer.done();
  } catch (error) {
    if (transfer.uploadId !== undefined) await abort(location, key, transfer.uploadId);
    throw error;
  } finally {
    body.destroy();
  }
}

/**
 * Frees the parts of a failed upload. Done here because lib-storage leaves out the expected bucket
 * owner, and would report a refused abort instead of what went wrong first. Parts that stay are for
 * the bucket's lifecycle rule.
 */
async function abort(location: S3Location, key: string, uploadId: string): Promise<void> {
  const input = { ...bucketOf(location), Key: key, UploadId: uploadId };
  await location.client.send(new AbortMultipartUploadCommand(input)).catch(() => {});
}

async function onDisk<T>(what: string, path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw diskError(error, what, path);
  }
}

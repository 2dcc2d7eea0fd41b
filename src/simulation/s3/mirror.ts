import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { S3Error } from './errors.ts';

/** Keeps a copy of every object as a file, for people to look at. It is never read back. */
export interface Mirror {
  put(bucket: string, key: string, bytes: Buffer): Promise<void>;
  remove(bucket: string, key: string): Promise<void>;
}

/** Mirrors objects to `<directory>/<bucket>/<key>`, readable by the owner only, one at a time. */
export function createMirror(directory: string): Mirror {
  let last: Promise<void> = Promise.resolve();
  const inTurn = (action: () => Promise<void>): Promise<void> => {
    const result = last.then(action);
    last = result.catch(() => {});
    return result;
  };
  return {
    put: (bucket, key, bytes) =>
      inTurn(async () => {
        const path = join(directory, bucket, fileName(key));
        try {
          await mkdir(dirname(path), { recursive: true, mode: 0o700 });
          await replaceFile(path, bytes);
        } catch (error) {
          const text = `cannot mirror s3://${bucket}/${key} to ${path}: ${String(error)}`;
          throw new S3Error('InternalError', text);
        }
      }),
    remove: (bucket, key) =>
      inTurn(() => rm(join(directory, bucket, fileName(key)), { force: true })),
  };
}

/** The temporary name cannot be that of a key: `fileName` encodes leading dots. */
async function replaceFile(path: string, bytes: Buffer): Promise<void> {
  const temporary = join(dirname(path), '.being-written');
  await writeFile(temporary, bytes, { mode: 0o600 });
  await rename(temporary, path);
}

/**
 * The path below the bucket's directory for a key. A key is any text, `../../etc/passwd` too, so
 * whatever a file system could take for more than a name is percent-encoded.
 */
export function fileName(key: string): string {
  return key
    .split('/')
    .map((segment) => {
      if (segment === '') return '%';
      const encoded = segment.replace(/[^\w.=+@,() -]/gu, percentEncoded);
      return encoded.replace(/^\.+/, (dots) => '%2E'.repeat(dots.length));
    })
    .join('/');
}

/** `encodeURIComponent` leaves `~`, `*` and others as they are. */
function percentEncoded(character: string): string {
  const bytes = [...Buffer.from(character)];
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { DraftDigest } from '../ports.ts';

/** A growing file that only its owner can read, and the digest of what it holds. */
export interface Spool {
  readonly path: string;
  append(text: string): Promise<void>;
  digest(): DraftDigest;
  /** Reads from the start what was appended so far. */
  stream(): Readable;
  /** Returns when the content is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Creates the file; fails if it exists. */
export async function openSpool(path: string): Promise<Spool> {
  const file = await open(path, 'wx+', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    path,
    async append(text) {
      const chunk = Buffer.from(text);
      await writeAll(file, chunk, bytes);
      hash.update(chunk);
      bytes += chunk.length;
    },
    digest: () => ({ bytes, sha256: hash.copy().digest('hex') }),
    stream: () =>
      file.createReadStream({ start: 0, end: Math.max(0, bytes - 1), autoClose: false }),
    sync: () => file.sync(),
    async close() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}

/** A write to a file may take fewer bytes than it was given. */
async function writeAll(file: FileHandle, chunk: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const rest = chunk.length - written;
    const { bytesWritten } = await file.write(chunk, written, rest, position + written);
    written += bytesWritten;
  }
}

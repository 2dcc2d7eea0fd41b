import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CollectorError } from '../errors.ts';
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
    stream: () => Readable.from(chunksOf(file, bytes)),
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

/** Bytes read at a time. */
const CHUNK_BYTES = 256 * 1024;

/** A stream made by Node.js from a file would close the file with itself; this one leaves it open. */
async function* chunksOf(file: FileHandle, bytes: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < bytes; position += CHUNK_BYTES) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, bytes - position));
    await readFully(file, chunk, position);
    yield chunk;
  }
}

async function readFully(file: FileHandle, chunk: Buffer, position: number): Promise<void> {
  let filled = 0;
  while (filled < chunk.length) {
    const rest = chunk.length - filled;
    const { bytesRead } = await file.read(chunk, filled, rest, position + filled);
    if (bytesRead === 0) throw new CollectorError('STORE_FAILED', 'the draft was cut short');
    filled += bytesRead;
  }
}

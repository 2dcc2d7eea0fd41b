import type { Manifest } from '../output/manifest.ts';
import type { NameMarks } from '../output/names.ts';
import { isManifest, isObject, parseJson } from './documents.ts';

/** A manifest and its name. */
export interface NamedManifest {
  readonly manifest: Manifest;
  /** Name of the manifest below the target. */
  readonly manifestName: string;
}

/**
 * How far a run came with its data. Written before the first file becomes visible, and again when
 * all are: from then on a resumed run may not read an account again, or its data would be another's.
 */
export interface DataRecord {
  readonly schemaVersion: 1;
  /** Of the names that the files have, or were to have. */
  readonly marks: NameMarks;
  /** What is to be said of the data; `null`: not all of it was visible yet. */
  readonly published: NamedManifest | null;
}

/** Reads a record back; `null` for anything else. */
export function parseDataRecord(bytes: Uint8Array): DataRecord | null {
  const value = parseJson(bytes);
  return isDataRecord(value) ? value : null;
}

function isDataRecord(value: unknown): value is DataRecord {
  if (!isObject(value) || value.schemaVersion !== 1 || !isObject(value.marks)) return false;
  const { marks, published } = value;
  const hasMarks = typeof marks.taken === 'boolean' && typeof marks.incomplete === 'boolean';
  return hasMarks && (published === null || isNamedManifest(published));
}

function isNamedManifest(value: unknown): boolean {
  return isObject(value) && typeof value.manifestName === 'string' && isManifest(value.manifest);
}

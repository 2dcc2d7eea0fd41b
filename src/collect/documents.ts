import type { LatestPointer, Manifest } from '../output/manifest.ts';
import { isManifestName } from '../output/names.ts';

/** A manifest; `null` for anything else. Whoever may write to the target may have written it. */
export function parseManifest(bytes: Uint8Array): Manifest | null {
  const value = parseJson(bytes);
  return isManifest(value) ? value : null;
}

/** What `latest.json` says; `null` for anything that does not lead to a manifest. */
export function parsePointer(bytes: Uint8Array): LatestPointer | null {
  const value = parseJson(bytes);
  return isPointer(value) ? value : null;
}

/** `undefined` for what is not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}

/** The fields that something is decided by. */
export function isManifest(value: unknown): value is Manifest {
  return (
    isObject(value) &&
    areTexts(value.runId, value.status, value.collectedAt) &&
    isObject(value.coverage) &&
    areNumbers(value.coverage.collected, value.coverage.partial, value.coverage.percent) &&
    isListOf(value.files, ({ key }) => areTexts(key)) &&
    isListOf(value.accounts, ({ accountId, users }) => areTexts(accountId) && areNumbers(users))
  );
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isPointer(value: unknown): value is LatestPointer {
  return (
    isObject(value) &&
    areTexts(value.runId, value.collectedAt) &&
    typeof value.manifest === 'string' &&
    isManifestName(value.manifest)
  );
}

function isListOf(
  value: unknown,
  isItem: (item: Readonly<Record<string, unknown>>) => boolean,
): boolean {
  return Array.isArray(value) && value.every((item) => isObject(item) && isItem(item));
}

function areTexts(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}

function areNumbers(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'number');
}

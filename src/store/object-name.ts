import { CollectorError } from '../errors.ts';

/**
 * Accepts the name of an object: segments joined by `/`, which mean the same in a directory and in
 * a bucket. No segment begins with a dot, so no name leads out of the directory, and files that do
 * are the store's own: temporary files and locks.
 */
export function checkObjectName(name: string): void {
  if (name.split('/').every((segment) => SEGMENT.test(segment))) return;
  throw new CollectorError('INTERNAL', `the object name ${JSON.stringify(name)} is not valid`);
}

/** Letters, digits, `_`, `-`, `+`, `=`, `,`, `@` and, but for the first character, dots. */
const SEGMENT = /^[\w+=,@-][\w+=,@.-]*$/;

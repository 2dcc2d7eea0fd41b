import { parsedBy } from './scalars.ts';
import type { Place } from './settings.ts';

/** A directory, or a bucket of Amazon S3 with or without a prefix. */
export const place = parsedBy(
  'a directory or s3://bucket/prefix (a bucket has 3 to 63 lower-case letters, digits, dots or hyphens)',
  (value) => (typeof value === 'string' ? parsePlace(value) : undefined),
);

/** The rules for general purpose buckets, but for the reserved names, which AWS itself refuses. */
const BUCKET = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** A URL of any kind. `C:\` has one letter before the colon and no slashes. */
const URL_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

const CONTROL = /\p{Cc}/u;

function parsePlace(text: string): Place | undefined {
  if (CONTROL.test(text)) return undefined;
  if (text.startsWith('s3://')) return parseBucketUrl(text.slice('s3://'.length));
  // A shell replaces `~` only where it stands alone, so `--to=~/x` and a configuration file would
  // make a directory of that name.
  if (text.trim() === '' || URL_SCHEME.test(text) || /^~(\/|$)/.test(text)) return undefined;
  return { kind: 'directory', path: text };
}

function parseBucketUrl(text: string): Place | undefined {
  const slash = text.indexOf('/');
  const bucket = slash === -1 ? text : text.slice(0, slash);
  const prefix = slash === -1 ? '' : text.slice(slash).replaceAll(/^\/+|\/+$/g, '');
  return BUCKET.test(bucket) ? { kind: 's3', bucket, prefix } : undefined;
}

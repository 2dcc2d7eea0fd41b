import { setTimeout as sleep } from 'node:timers/promises';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { nameOf, statusOf } from './s3-errors.ts';
import { bucketOf, request, type S3Location } from './s3-location.ts';

/** Attempts at a write that runs into another one of the same key. */
const CONFLICT_ATTEMPTS = 6;

/** Upper bound of the first wait, in milliseconds; it doubles with each further wait. */
const CONFLICT_BASE_MS = 100;

/**
 * Sends a conditional write. `refused`: the condition did not hold.
 *
 * A refusal may be about our own write: when the answer to the first attempt is lost, the SDK sends
 * the request again, and S3 finds the object that the first one put. So ask `carries` next.
 *
 * 409 ConditionalRequestConflict is repeated here because the SDK does not; a multipart upload has to
 * start again from its first part.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function putConditionally(send: () => Promise<unknown>): Promise<'done' | 'refused'> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await send();
      return 'done';
    } catch (error) {
      if (isRefusal(error)) return 'refused';
      if (statusOf(error) !== 409 || attempt === CONFLICT_ATTEMPTS) throw error;
      await sleep(Math.random() * CONFLICT_BASE_MS * 2 ** (attempt - 1));
    }
  }
}

/**
 * Whether the object has this metadata, which means that it is ours. Whoever may not read the
 * object cannot know, and takes it for another's: that costs a second name, never an object.
 */
export async function carries(
  location: S3Location,
  key: string,
  metadata: Readonly<Record<string, string>>,
): Promise<boolean> {
  const command = new HeadObjectCommand({ ...bucketOf(location), Key: key });
  return request(location, { operation: 'HeadObject', key }, async () => {
    try {
      const { Metadata: found = {} } = await location.client.send(command);
      return Object.entries(metadata).every(([name, value]) => found[name] === value);
    } catch (error) {
      if (statusOf(error) === 403 || statusOf(error) === 404) return false;
      throw error;
    }
  });
}

/**
 * `NoSuchKey`: the object that was to be replaced is deleted. `NoSuchUpload`: the upload was
 * completed by an attempt whose answer was lost.
 */
function isRefusal(error: unknown): boolean {
  return statusOf(error) === 412 || ['NoSuchKey', 'NoSuchUpload'].includes(nameOf(error));
}

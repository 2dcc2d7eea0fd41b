import { literal, type Statement } from './document.ts';

/** Objects of one bucket below one prefix. */
export interface BucketPlace {
  readonly bucket: string;
  /** Without a slash at either end; empty: the whole bucket. */
  readonly prefix: string;
  /** The account that must own the bucket; `null`: any. */
  readonly owner: string | null;
}

/** What writing and reading objects takes, for places of which none lies in another. */
export function bucketStatements(
  partition: string,
  places: readonly BucketPlace[],
): readonly Statement[] {
  const outer = places.filter((place, index) => !isCovered(place, index, places));
  return outer.flatMap((place, index) => {
    const number = outer.length === 1 ? '' : String(index + 1);
    return [objects(partition, place, number), list(partition, place, number)];
  });
}

/** Whether another place contains it: of two that are the same, the first stays. */
function isCovered(place: BucketPlace, index: number, places: readonly BucketPlace[]): boolean {
  return places.some((other, otherIndex) => {
    if (other.bucket !== place.bucket || otherIndex === index) return false;
    if (other.prefix === place.prefix) return otherIndex < index;
    return below(place.prefix).startsWith(below(other.prefix));
  });
}

/** A result is also read back: what became of a write whose answer was lost, or of a run. */
function objects(partition: string, place: BucketPlace, number: string): Statement {
  return {
    Sid: `WriteAndReadObjects${number}`,
    Effect: 'Allow',
    Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
    Resource: `${arnOf(partition, place)}/${literal(below(place.prefix))}*`,
    ...(place.owner === null ? {} : { Condition: ownedBy(place.owner) }),
  };
}

/**
 * Without ListBucket Amazon S3 answers that an object is forbidden where it is missing. To decide
 * that, it takes the key of the object for the prefix of a list.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 * @see https://github.com/ceph/ceph/pull/68577
 */
function list(partition: string, place: BucketPlace, number: string): Statement {
  const { prefix, owner } = place;
  const condition = {
    ...(prefix === '' ? {} : { StringLike: { 's3:prefix': `${literal(below(prefix))}*` } }),
    ...(owner === null ? {} : ownedBy(owner)),
  };
  return {
    Sid: `TellMissingObjectsFromForbiddenOnes${number}`,
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: arnOf(partition, place),
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

function ownedBy(owner: string) {
  return { StringEquals: { 'aws:ResourceAccount': owner } };
}

function arnOf(partition: string, { bucket }: BucketPlace): string {
  return `arn:${partition}:s3:::${bucket}`;
}

function below(prefix: string): string {
  return prefix === '' ? '' : `${prefix}/`;
}

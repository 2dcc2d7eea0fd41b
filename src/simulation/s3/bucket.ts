import type { S3ErrorCode } from './errors.ts';
import type { S3Operation } from './operation.ts';

/** A bucket of the simulation and what it holds. */
export interface Bucket {
  readonly name: string;
  readonly owner: string;
  /** Requests signed for another region are redirected; `null`: any region will do. */
  readonly region: string | null;
  readonly requiredEncryption: string | null;
  readonly deny: readonly DenyRule[];
  readonly createdAt: Date;
  readonly objects: Map<string, S3Object>;
  readonly uploads: Map<string, MultipartUpload>;
}

/** What a test or the demo decides about a bucket. */
export interface BucketOptions {
  /** The account that owns the bucket. Default: `000000000000`. */
  readonly owner?: string;
  /** Default: requests for any region are served. */
  readonly region?: string;
  /** Such as `aws:kms`: objects put with another encryption are refused, as a bucket policy would. */
  readonly requiredEncryption?: string;
  readonly deny?: readonly DenyRule[];
}

/** Refuses an action to everybody, as a `Deny` statement in the bucket's policy would. */
export interface DenyRule {
  /** Such as `s3:PutObject`, or `s3:*`. */
  readonly action: string;
  /** Keys that begin so; default: all. */
  readonly prefix?: string;
}

/** An object as it lies in a bucket. */
export interface S3Object {
  readonly key: string;
  readonly bytes: Buffer;
  /** With its quotes. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly contentType: string;
  /** `x-amz-meta-` headers without that prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Base64; `null` for an object put in parts. */
  readonly crc32: string | null;
  readonly encryption: Encryption;
  /** Parts it was put in; `null` if by one PutObject. */
  readonly parts: number | null;
  /** The headers of the request that put or began it. */
  readonly requestHeaders: Readonly<Record<string, string>>;
}

/** Server-side encryption, as asked for. */
export interface Encryption {
  readonly algorithm: string;
  readonly kmsKeyId: string | null;
  readonly bucketKeyEnabled: boolean;
}

/** A multipart upload that is neither completed nor aborted. */
export interface MultipartUpload {
  readonly id: string;
  readonly key: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly parts: Map<number, UploadedPart>;
}

export interface UploadedPart {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly crc32: string;
  readonly lastModified: Date;
}

/** Makes the next requests of one kind go wrong. */
export interface S3Fault {
  readonly operation: S3Operation;
  readonly code: S3ErrorCode;
  /** How many requests go wrong. Default: 1. */
  readonly times?: number;
  /** Text of the error. */
  readonly message?: string;
  /** The request takes effect, and only its answer is the error: a lost answer. */
  readonly afterEffect?: boolean;
}

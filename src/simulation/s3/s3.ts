import type { WireRequest, WireResponse } from '../wire.ts';
import { authorize, demandAlone } from './access.ts';
import type {
  Bucket,
  BucketOptions,
  DenyRule,
  MultipartUpload,
  S3Fault,
  S3Object,
} from './bucket.ts';
import { errorResponse, S3Error } from './errors.ts';
import { bucketLocation, listBuckets, listObjects } from './listing.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { abortUpload, completeUpload, createUpload, listParts, uploadPart } from './multipart.ts';
import { deleteObject, getObject, putObject } from './objects.ts';
import { readRequest, type S3Operation, type S3Request } from './operation.ts';

/** Amazon S3 in memory, behind its REST interface. */
export interface SimulatedS3 {
  /** Answers one request. Never rejects. */
  handle(request: WireRequest): Promise<WireResponse>;
  createBucket(name: string, options?: BucketOptions): void;
  /** Replaces the deny rules of a bucket. */
  deny(bucket: string, rules: readonly DenyRule[]): void;
  /** Makes the next requests of one kind go wrong. */
  fail(fault: S3Fault): void;
  /** Every object of a bucket, sorted by key. */
  objects(bucket: string): readonly S3Object[];
  object(bucket: string, key: string): S3Object | null;
  /** Multipart uploads that were neither completed nor aborted. */
  uploads(bucket: string): readonly MultipartUpload[];
  /** Requests answered so far, by operation; failed ones too. */
  requests(): Readonly<Partial<Record<S3Operation, number>>>;
}

export interface SimulatedS3Options {
  /** Every object is also kept as a file below this directory. Default: in memory only. */
  readonly directory?: string;
}

/** Makes a simulated Amazon S3 without buckets. */
export function createS3(options: SimulatedS3Options = {}): SimulatedS3 {
  const state: State = {
    buckets: new Map(),
    faults: [],
    requests: {},
    mirror: options.directory === undefined ? null : createMirror(options.directory),
  };
  return {
    handle: (request) => handle(state, request),
    createBucket: (name, bucketOptions) => {
      state.buckets.set(name, newBucket(name, bucketOptions));
    },
    deny: (name, rules) => {
      state.buckets.set(name, { ...bucketNamed(state, name), deny: rules });
    },
    fail: (fault) => {
      state.faults.push({ ...fault, left: fault.times ?? 1 });
    },
    objects: (name) =>
      [...bucketNamed(state, name).objects.values()].sort((left, right) =>
        Buffer.compare(Buffer.from(left.key), Buffer.from(right.key)),
      ),
    object: (name, key) => bucketNamed(state, name).objects.get(key) ?? null,
    uploads: (name) => [...bucketNamed(state, name).uploads.values()],
    requests: () => ({ ...state.requests }),
  };
}

interface State {
  readonly buckets: Map<string, Bucket>;
  readonly faults: PendingFault[];
  readonly requests: Partial<Record<S3Operation, number>>;
  readonly mirror: Mirror | null;
}

interface PendingFault extends S3Fault {
  left: number;
}

async function handle(state: State, wire: WireRequest): Promise<WireResponse> {
  const requestId = String(Object.values(state.requests).reduce((sum, count) => sum + count, 1));
  try {
    const request = readRequest(wire);
    state.requests[request.operation] = (state.requests[request.operation] ?? 0) + 1;
    const response = await serve(state, request);
    return { ...response, headers: { 'x-amz-request-id': requestId, ...response.headers } };
  } catch (error) {
    const known = error instanceof S3Error ? error : new S3Error('InternalError', String(error));
    return errorResponse(known, wire.method, requestId);
  }
}

async function serve(state: State, request: S3Request): Promise<WireResponse> {
  const fault = state.faults.find(
    ({ operation, left }) => operation === request.operation && left > 0,
  );
  if (fault !== undefined) fault.left -= 1;
  if (fault !== undefined && fault.afterEffect !== true) throw toError(fault);
  const response = answer(state, request);
  await mirror(state, request);
  if (fault !== undefined) throw toError(fault);
  return response;
}

function toError({ code, message }: S3Fault): S3Error {
  return new S3Error(code, message ?? MESSAGES[code] ?? 'We encountered an internal error.');
}

const MESSAGES: Partial<Record<string, string>> = {
  SlowDown: 'Please reduce your request rate.',
  ConditionalRequestConflict: 'The conditional request cannot succeed due to a conflict.',
  AccessDenied: 'Access Denied',
};

function answer(state: State, request: S3Request): WireResponse {
  if (request.operation === 'ListBuckets') {
    return listBuckets(state.buckets.values(), demandAlone(request, '*').accountId);
  }
  if (request.operation === 'CreateBucket') return createBucket(state, request);
  const bucket = state.buckets.get(request.bucket) ?? null;
  authorize(request, bucket);
  if (bucket === null) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist');
  return HANDLERS[request.operation](request, bucket);
}

type Handler = (request: S3Request, bucket: Bucket) => WireResponse;

const HANDLERS: Readonly<Record<Exclude<S3Operation, 'ListBuckets' | 'CreateBucket'>, Handler>> = {
  HeadBucket: (_, { region }) => ({
    status: 200,
    headers: { 'x-amz-bucket-region': region ?? 'us-east-1' },
  }),
  GetBucketLocation: (_, bucket) => bucketLocation(bucket),
  ListObjectsV2: listObjects,
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: getObject,
  DeleteObject: deleteObject,
  CreateMultipartUpload: createUpload,
  UploadPart: uploadPart,
  ListParts: listParts,
  CompleteMultipartUpload: completeUpload,
  AbortMultipartUpload: abortUpload,
};

function createBucket(state: State, request: S3Request): WireResponse {
  const principal = demandAlone(request, `arn:aws:s3:::${request.bucket}`);
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(request.bucket)) {
    throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
  }
  if (state.buckets.has(request.bucket)) {
    throw new S3Error('BucketAlreadyOwnedByYou', 'The bucket exists already.');
  }
  state.buckets.set(request.bucket, newBucket(request.bucket, { owner: principal.accountId }));
  return { status: 200, headers: { location: `/${request.bucket}` } };
}

function newBucket(name: string, options: BucketOptions = {}): Bucket {
  return {
    name,
    owner: options.owner ?? '000000000000',
    region: options.region ?? null,
    requiredEncryption: options.requiredEncryption ?? null,
    deny: options.deny ?? [],
    createdAt: new Date(),
    objects: new Map(),
    uploads: new Map(),
  };
}

function bucketNamed(state: State, name: string): Bucket {
  const bucket = state.buckets.get(name);
  if (bucket !== undefined) return bucket;
  throw new S3Error('NoSuchBucket', `The simulation has no bucket ${name}.`);
}

/** Brings the file of a key in line with the object, after a request that may have changed it. */
async function mirror(state: State, request: S3Request): Promise<void> {
  if (state.mirror === null || !MUTATIONS.has(request.operation)) return;
  const object = state.buckets.get(request.bucket)?.objects.get(request.key);
  if (object === undefined) await state.mirror.remove(request.bucket, request.key);
  else await state.mirror.put(request.bucket, request.key, object.bytes);
}

const MUTATIONS: ReadonlySet<S3Operation> = new Set([
  'PutObject',
  'CompleteMultipartUpload',
  'DeleteObject',
]);

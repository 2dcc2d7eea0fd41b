import type { WireRequest } from '../wire.ts';
import { S3Error } from './errors.ts';

/** A request to Amazon S3, understood. */
export interface S3Request {
  readonly operation: S3Operation;
  /** Empty for ListBuckets. */
  readonly bucket: string;
  /** Empty for requests about a bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly wire: WireRequest;
}

export type S3Operation =
  | 'ListBuckets'
  | 'CreateBucket'
  | 'HeadBucket'
  | 'GetBucketLocation'
  | 'ListObjectsV2'
  | 'PutObject'
  | 'GetObject'
  | 'HeadObject'
  | 'DeleteObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'ListParts'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload';

/** Finds out what a request asks for. Throws an `S3Error` for what is not simulated. */
export function readRequest(wire: WireRequest): S3Request {
  const [path = '', search = ''] = split(wire.target, '?');
  const query = new URLSearchParams(search);
  const { bucket, key } = address(decodePath(path), wire.headers.host ?? '');
  return { operation: operationOf(wire.method, { bucket, key }, query), bucket, key, query, wire };
}

interface Address {
  readonly bucket: string;
  readonly key: string;
}

/** Path style (`/bucket/key`), or virtual-host style on `bucket.localhost` and `bucket.s3.…`. */
function address(path: string, host: string): Address {
  const virtual = /^(.+?)\.(?:localhost|s3[.-][^:]*)(?::\d+)?$/.exec(host)?.[1];
  const rest = path.slice(1);
  if (virtual !== undefined && virtual !== 's3') return { bucket: virtual, key: rest };
  const [bucket = '', key = ''] = split(rest, '/');
  return { bucket, key };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new S3Error('InvalidArgument', 'The path is not valid percent-encoded UTF-8.');
  }
}

function operationOf(method: string, { bucket, key }: Address, query: URLSearchParams) {
  if (bucket === '') return known(method, { GET: 'ListBuckets' });
  if (key === '') return bucketOperation(method, query);
  if (query.has('uploads')) return known(method, { POST: 'CreateMultipartUpload' });
  if (query.has('uploadId')) return known(method, MULTIPART_OPERATIONS);
  refuseSubresources(query);
  return known(method, OBJECT_OPERATIONS);
}

const MULTIPART_OPERATIONS = {
  PUT: 'UploadPart',
  GET: 'ListParts',
  POST: 'CompleteMultipartUpload',
  DELETE: 'AbortMultipartUpload',
} as const;

const OBJECT_OPERATIONS = {
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
} as const;

function bucketOperation(method: string, query: URLSearchParams): S3Operation {
  if (query.has('location')) return known(method, { GET: 'GetBucketLocation' });
  refuseSubresources(query);
  if (method === 'GET' && query.get('list-type') !== '2') {
    throw new S3Error('NotImplemented', 'Only ListObjectsV2 (list-type=2) is simulated.');
  }
  return known(method, { PUT: 'CreateBucket', HEAD: 'HeadBucket', GET: 'ListObjectsV2' });
}

/** Such as `?acl`: taking it for the plain operation would overwrite the object with an ACL. */
function refuseSubresources(query: URLSearchParams): void {
  for (const name of [
    'acl',
    'tagging',
    'policy',
    'encryption',
    'versioning',
    'lifecycle',
    'delete',
  ]) {
    if (query.has(name)) throw new S3Error('NotImplemented', `?${name} is not simulated.`);
  }
}

function known(method: string, operations: Readonly<Record<string, S3Operation>>): S3Operation {
  const operation = Object.hasOwn(operations, method) ? operations[method] : undefined;
  if (operation !== undefined) return operation;
  throw new S3Error('MethodNotAllowed', `The method ${method} is not simulated here.`);
}

/** Splits at the first separator only. */
function split(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

import { createHash, randomBytes } from 'node:crypto';
import type { WireResponse } from '../wire.ts';
import type { Bucket, MultipartUpload, S3Object, UploadedPart } from './bucket.ts';
import { S3Error } from './errors.ts';
import {
  checkConditions,
  checkKey,
  encryptionHeaders,
  readEncryption,
  readMetadata,
} from './objects.ts';
import type { S3Request } from './operation.ts';
import { base64Crc32, readPayload } from './payload.ts';
import { contentsOf, document, element, unescapeXml } from './xml.ts';

/** The smallest part that S3 takes, but for the last one. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

/** CreateMultipartUpload: metadata and encryption of the object are those of this request. */
export function createUpload(request: S3Request, bucket: Bucket): WireResponse {
  checkKey(request.key);
  const encryption = readEncryption(request, bucket);
  const id = randomBytes(16).toString('hex');
  const requestHeaders = request.wire.headers;
  bucket.uploads.set(id, { id, key: request.key, requestHeaders, parts: new Map() });
  return xml('InitiateMultipartUploadResult', encryptionHeaders(encryption), [
    element('Bucket', bucket.name),
    element('Key', request.key),
    element('UploadId', id),
  ]);
}

/** UploadPart: a part number that is sent again replaces the part. */
export function uploadPart(request: S3Request, bucket: Bucket): WireResponse {
  const upload = findUpload(request, bucket);
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000.');
  }
  const { bytes } = readPayload(request.wire);
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  const crc32 = base64Crc32(bytes);
  upload.parts.set(number, { bytes, etag, crc32, lastModified: new Date() });
  return { status: 200, headers: { etag, 'x-amz-checksum-crc32': crc32 } };
}

/** ListParts, on one page. */
export function listParts(request: S3Request, bucket: Bucket): WireResponse {
  const upload = findUpload(request, bucket);
  const parts = [...upload.parts].sort(([left], [right]) => left - right);
  return xml('ListPartsResult', {}, [
    element('Bucket', bucket.name),
    element('Key', upload.key),
    element('UploadId', upload.id),
    element('IsTruncated', 'false'),
    ...parts.map(([number, part]) =>
      element('Part', [
        element('PartNumber', number),
        element('LastModified', part.lastModified.toISOString()),
        element('ETag', part.etag),
        element('Size', part.bytes.length),
      ]),
    ),
  ]);
}

/** CompleteMultipartUpload: the listed parts become the object. */
export function completeUpload(request: S3Request, bucket: Bucket): WireResponse {
  const upload = findUpload(request, bucket);
  const parts = chooseParts(upload, request.wire.body.toString());
  checkConditions(request, bucket);
  const object = assemble(request, bucket, { upload, parts });
  bucket.objects.set(object.key, object);
  bucket.uploads.delete(upload.id);
  return xml('CompleteMultipartUploadResult', encryptionHeaders(object.encryption), [
    element('Bucket', bucket.name),
    element('Key', object.key),
    element('ETag', object.etag),
  ]);
}

/** AbortMultipartUpload: the parts are gone. */
export function abortUpload(request: S3Request, bucket: Bucket): WireResponse {
  bucket.uploads.delete(findUpload(request, bucket).id);
  return { status: 204 };
}

function findUpload(request: S3Request, bucket: Bucket): MultipartUpload {
  const upload = bucket.uploads.get(request.query.get('uploadId') ?? '');
  if (upload !== undefined && upload.key === request.key) return upload;
  throw new S3Error(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have ' +
      'been aborted or completed.',
  );
}

function chooseParts(upload: MultipartUpload, body: string): readonly UploadedPart[] {
  const listed = contentsOf(body, 'Part').map((part) => ({
    number: Number(contentsOf(part, 'PartNumber')[0]),
    etag: unescapeXml(contentsOf(part, 'ETag')[0] ?? '').replaceAll('"', ''),
  }));
  if (listed.length === 0) throw new S3Error('MalformedXML', 'The XML you provided has no parts.');
  if (listed.some((part, index) => index > 0 && part.number <= (listed[index - 1]?.number ?? 0))) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const parts = listed.map(({ number, etag }) => {
    const part = upload.parts.get(number);
    if (part !== undefined && part.etag === `"${etag}"`) return part;
    throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
  });
  if (parts.slice(0, -1).every((part) => part.bytes.length >= MIN_PART_BYTES)) return parts;
  throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum size.');
}

interface Assembly {
  readonly upload: MultipartUpload;
  readonly parts: readonly UploadedPart[];
}

/** The ETag is the MD5 of the parts' MD5s, then their number: not that of the bytes. */
function assemble(request: S3Request, bucket: Bucket, { upload, parts }: Assembly): S3Object {
  const digests = parts.map((part) => Buffer.from(part.etag.replaceAll('"', ''), 'hex'));
  const digest = createHash('md5').update(Buffer.concat(digests)).digest('hex');
  const began = { ...request, wire: { ...request.wire, headers: upload.requestHeaders } };
  return {
    key: upload.key,
    bytes: Buffer.concat(parts.map((part) => part.bytes)),
    etag: `"${digest}-${parts.length}"`,
    lastModified: new Date(),
    contentType: upload.requestHeaders['content-type'] ?? 'binary/octet-stream',
    metadata: readMetadata(upload.requestHeaders),
    crc32: null,
    encryption: readEncryption(began, bucket),
    parts: parts.length,
    requestHeaders: upload.requestHeaders,
  };
}

function xml(
  name: string,
  headers: Readonly<Record<string, string>>,
  children: readonly string[],
): WireResponse {
  const body = document(name, children);
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body };
}

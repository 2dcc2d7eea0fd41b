export { createDirectoryStore, type DirectoryStoreOptions } from './directory-store.ts';
export { createS3Client } from './s3-client.ts';
export type { S3Location } from './s3-location.ts';
export { createS3Store } from './s3-store.ts';

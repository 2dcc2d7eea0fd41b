export { createDeferredS3Store } from './deferred-s3-store.ts';
export { createDirectoryStore, type DirectoryStoreOptions } from './directory-store.ts';
export type { S3Location } from './s3-location.ts';

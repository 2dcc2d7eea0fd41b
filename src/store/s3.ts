export { createS3Client } from './s3-client.ts';
export { createS3Store } from './s3-store.ts';

import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/**
 * Makes a client for Amazon S3. With a custom endpoint, from the settings or from the AWS
 * configuration (`AWS_ENDPOINT_URL`, `endpoint_url` of a profile), buckets are addressed in the path:
 * few other services have a DNS name for every bucket.
 */
export function createS3Client(config: S3ClientConfig): S3Client {
  const client = new S3Client(config);
  if (config.forcePathStyle !== undefined) return client;
  // The SDK finds the endpoint of the AWS configuration during the first request, and reads
  // `forcePathStyle` right after that.
  Object.defineProperty(client.config, 'forcePathStyle', {
    get: () => client.config.isCustomEndpoint === true,
    enumerable: true,
  });
  return client;
}

import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/**
 * Makes a client for Amazon S3. At a custom endpoint, from the settings or from the AWS
 * configuration (`AWS_ENDPOINT_URL`, `endpoint_url` of a profile), the bucket goes into the path:
 * few other services have a DNS name for every bucket.
 */
export function createS3Client(config: S3ClientConfig): S3Client {
  const client = new S3Client(config);
  const { endpointProvider } = client.config;
  // Only here is the endpoint of the AWS configuration known: the SDK reads it with each request.
  client.config.endpointProvider = (parameters, context) => {
    const pathStyle = parameters.Endpoint !== undefined || parameters.ForcePathStyle === true;
    return endpointProvider({ ...parameters, ForcePathStyle: pathStyle }, context);
  };
  return client;
}

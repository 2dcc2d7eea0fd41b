import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { justified } from '../tools/justified.ts';
import { l1Of } from '../tools/l1-of.ts';
import { below, RUN_STORE_FOLDER } from './places.ts';

export interface DataBucketProps {
  /** The folder of the data, without a slash at either end. */
  readonly prefix: string;
  /** @defaultValue Amazon S3's own key */
  readonly key?: IKey;
  /** @defaultValue 400 days */
  readonly snapshotRetention?: Duration;
  /** @defaultValue 30 days */
  readonly runRetention?: Duration;
}

/** The bucket of the data: private, encrypted, versioned, kept when the stack is deleted. */
export class DataBucket extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, props: DataBucketProps) {
    super(scope, id);
    const { key } = props;
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: lifecycleOf(props),
      ...(key === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }),
    });
    justified(bucket, {
      'AwsSolutions-S1':
        'Who reads the data is for a trail of data events or a log bucket, which organizations have one of.',
    });
    // CDK's classes are not written for exact optional properties.
    this.bucket = bucket as IBucket;
    // `latest.json` put anew is the event of a new snapshot. CDK's own property for this brings a
    // custom resource.
    l1Of<CfnBucket>(bucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }
}

/** What is known of keys and `latest.json` stay for ever: they are small and always of today. */
function lifecycleOf(props: DataBucketProps): LifecycleRule[] {
  const {
    prefix,
    snapshotRetention = Duration.days(400),
    runRetention = Duration.days(30),
  } = props;
  const store = below(prefix, RUN_STORE_FOLDER);
  return [
    { id: 'data', prefix: below(prefix, 'IAM_USER_TAGS_'), expiration: snapshotRetention },
    { id: 'manifests', prefix: `${store}/manifests/`, expiration: snapshotRetention },
    { id: 'runs', prefix: `${store}/runs/`, expiration: runRetention },
    {
      id: 'leftovers',
      abortIncompleteMultipartUploadAfter: Duration.days(7),
      noncurrentVersionExpiration: Duration.days(30),
      expiredObjectDeleteMarker: true,
    },
  ];
}

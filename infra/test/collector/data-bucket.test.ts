import { describe, expect, it } from 'vitest';
import { ACCOUNT, deployed } from '../helpers/deployed.ts';
import { rendered } from '../helpers/rendered.ts';

describe('the bucket', () => {
  const { properties } = deployed().DataBucket ?? {};

  it('is private, versioned and kept', () => {
    const { DataBucket } = JSON.parse(rendered().collector.text).Resources;

    expect(Object.values(properties.PublicAccessBlockConfiguration)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect([DataBucket.DeletionPolicy, DataBucket.UpdateReplacePolicy]).toEqual([
      'Retain',
      'Retain',
    ]);
  });

  it('takes no request without TLS 1.2', () => {
    const { Statement } = deployed().DataBucketPolicy?.properties.PolicyDocument ?? {};

    expect(Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Deny', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
    ]);
  });

  it('forgets runs before snapshots, and never what is known and what is the latest', () => {
    const rules: readonly Readonly<Record<string, unknown>>[] =
      properties.LifecycleConfiguration.Rules;

    expect(rules.map(({ Prefix, ExpirationInDays }) => [Prefix, ExpirationInDays])).toEqual([
      ['iam-users/IAM_USER_TAGS_', 400],
      ['iam-users/_iam-users/manifests/', 400],
      ['iam-users/_iam-users/runs/', 30],
      [undefined, undefined],
    ]);
    expect(rules.at(-1)).toMatchObject({
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    });
  });

  it('is encrypted with the key if there is one', () => {
    const KmsKeyId = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd`;
    const withKey = deployed({ KmsKeyId }).DataBucket?.properties.BucketEncryption;

    expect(properties.BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
    expect(withKey.ServerSideEncryptionConfiguration).toEqual([
      {
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KmsKeyId },
      },
    ]);
  });

  it('tells Amazon EventBridge of new objects, such as latest.json', () => {
    expect(properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });
});

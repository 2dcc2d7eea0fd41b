import { describe, expect, it } from 'vitest';
import { resolveSettings } from '../../../src/settings/resolve-settings.ts';
import { ACCOUNT, deployed } from '../helpers/deployed.ts';

const OWN = 'amzn-s3-demo-bucket1';
const GIVEN = { S3BucketName: 'amzn-s3-demo-bucket', S3BucketOwner: '444455556666' };

describe('the settings of the functions', () => {
  it('are what they are by themselves, but for organization and places', () => {
    const settings = settingsOf('SingleCollectFunction');

    expect(settings).toEqual({
      ...resolveSettings({ flags: {}, environment: {}, configFile: null }),
      organizationId: 'o-a1b2c3d4e5',
      target: { kind: 's3', bucket: OWN, prefix: 'iam-users' },
      runStore: { kind: 's3', bucket: OWN, prefix: 'iam-users/_iam-users' },
    });
  });

  it('follow the parameters', () => {
    const settings = settingsOf('SingleCollectFunction', {
      ...GIVEN,
      S3Prefix: 'security/iam',
      KmsKeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd`,
      ChildAccountIds: '111111111111, 222222222222',
      RoleName: 'auditor',
      ExternalId: 'agreed',
      Columns: 'UserName,ARN',
      Freshness: 'live',
      Formats: 'csv,jsonl',
      MinCoverage: 80,
      Concurrency: '4',
      Reuse: 'false',
    });

    expect(settings).toMatchObject({
      target: { bucket: 'amzn-s3-demo-bucket', prefix: 'security/iam' },
      runStore: { bucket: OWN, prefix: 'security/iam/_iam-users' },
      kmsKeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd`,
      accounts: ['111111111111', '222222222222'],
      roleName: 'auditor',
      externalId: 'agreed',
      columns: ['UserName', 'ARN'],
      freshness: 'live',
      formats: ['csv', 'jsonl'],
      minCoverage: 80,
      concurrency: 4,
      reuse: false,
    });
  });

  it('are the same for all functions', () => {
    const made = Object.values(deployed({ Size: 'distributed' }));
    const variables = made
      .filter(({ type }) => type === 'AWS::Lambda::Function')
      .map(({ properties }) => JSON.stringify(properties.Environment.Variables));

    expect(variables).toHaveLength(3);
    expect(new Set(variables).size).toBe(1);
  });
});

function settingsOf(id: string, entered: Readonly<Record<string, string | number>> = {}) {
  const variables: Readonly<Record<string, unknown>> =
    deployed(entered)[id]?.properties.Environment.Variables;
  // CloudFormation makes text of numbers there.
  const environment = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, String(value)]),
  );
  return resolveSettings({ flags: {}, environment, configFile: null });
}

import { describe, expect, it } from 'vitest';
import { printedPolicy } from '../../../test/helpers/printed-policy.ts';
import { ACCOUNT, actionsOf, deployed, statementsOf } from '../helpers/deployed.ts';

const OWN = 'amzn-s3-demo-bucket1';
const GIVEN = { S3BucketName: 'amzn-s3-demo-bucket', S3BucketOwner: '444455556666' };

describe('the permissions', () => {
  it('of the one function are those that `policy collector` prints', async () => {
    const { Statement } = await printedPolicy(['collector'], {
      ou: 'ou-ab12-11111111',
      to: `s3://amzn-s3-demo-bucket/iam-users`,
      runStore: `s3://${OWN}/iam-users/_iam-users`,
    });

    const statements = statementsOf(deployed(GIVEN).SingleCollectRole);

    expect(statements.map(withoutOwner)).toEqual(Statement);
  });

  it('hold for buckets of their owners alone', () => {
    const statements = statementsOf(deployed(GIVEN).SingleCollectRole);

    const owners = statements.flatMap(({ Condition }) => JSON.stringify(Condition) ?? []);
    expect(owners.filter((text) => text.includes('444455556666'))).toHaveLength(2);
    expect(owners.filter((text) => text.includes(ACCOUNT))).toHaveLength(2);
  });

  it('of each step are for that step', () => {
    const made = deployed({ Size: 'distributed' });
    const objects = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListBucket', 's3:PutObject'];

    expect(actionsOf(made.DistributedPlanRole)).toEqual([
      'organizations:ListAccounts',
      'organizations:ListAccountsForParent',
      'organizations:ListOrganizationalUnitsForParent',
      'organizations:ListRoots',
      ...objects,
    ]);
    expect(actionsOf(made.DistributedCollectAccountRole)).toEqual([...objects, 'sts:AssumeRole']);
    expect(actionsOf(made.DistributedPublishRole)).toEqual(objects);
  });

  it('let only publishing touch what is published', () => {
    const made = deployed({ Size: 'distributed', ...GIVEN });

    expect(objectsOf(made.DistributedPlanRole)).toEqual([`${OWN}/iam-users/_iam-users/runs/*`]);
    expect(objectsOf(made.DistributedCollectAccountRole)).toEqual([
      `${OWN}/iam-users/_iam-users/runs/*`,
      `${OWN}/iam-users/_iam-users/known/*`,
    ]);
    expect(objectsOf(made.DistributedPublishRole)).toEqual([
      'amzn-s3-demo-bucket/iam-users/*',
      `${OWN}/iam-users/_iam-users/runs/*`,
    ]);
    expect(objectsOf(made.DistributedRunRole)).toEqual([`${OWN}/iam-users/_iam-users/runs/*`]);
  });

  it('for the key are given to every role that needs it, if there is a key', () => {
    const KmsKeyId = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd`;
    const without = Object.values(deployed({ Size: 'distributed' }));
    const roles = Object.entries(deployed({ Size: 'distributed', KmsKeyId })).filter(([, role]) =>
      actionsOf(role).includes('kms:Decrypt'),
    );

    expect(without.flatMap(actionsOf).filter((action) => action.startsWith('kms:'))).toEqual([]);
    expect(roles.map(([id]) => id)).toEqual([
      'DistributedPlanRole',
      'DistributedCollectAccountRole',
      'DistributedPublishRole',
      'DistributedRunRole',
    ]);
  });

  it('name the role that the member roles trust, in both sizes', () => {
    const entered = { CollectorRoleName: 'reader' };

    expect(deployed(entered).SingleCollectRole?.properties.RoleName).toBe('reader');
    expect(
      deployed({ ...entered, Size: 'distributed' }).DistributedCollectAccountRole?.properties
        .RoleName,
    ).toBe('reader');
  });

  it('are bounded for every role if there is a boundary', () => {
    const PermissionsBoundaryArn = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const roles = Object.values(deployed({ Size: 'distributed', PermissionsBoundaryArn })).filter(
      ({ type }) => type === 'AWS::IAM::Role',
    );

    expect(roles).toHaveLength(5);
    expect(roles.map(({ properties }) => properties.PermissionsBoundary)).toEqual(
      roles.map(() => PermissionsBoundaryArn),
    );
  });
});

/** The statement as it is if nothing is said of the owner of the bucket. */
function withoutOwner(statement: object) {
  const { Condition, ...others } = statement as { readonly Condition?: Record<string, unknown> };
  const { StringEquals: _owner, ...conditions } = Condition ?? {};
  return Object.keys(conditions).length === 0 ? others : { ...others, Condition: conditions };
}

/** Bucket and key of the objects that a role may put. */
function objectsOf(role: Parameters<typeof statementsOf>[0]): readonly string[] {
  return statementsOf(role)
    .filter(({ Action }) => Action.includes('s3:PutObject'))
    .flatMap(({ Resource }) => Resource)
    .map((arn) => arn.replace(/^arn:aws:s3:::/, '').replace(/^DataBucket[.]Arn/, OWN));
}

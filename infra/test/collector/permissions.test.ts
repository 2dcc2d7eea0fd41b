import { describe, expect, it } from 'vitest';
import { printedPolicy } from '../../../test/helpers/printed-policy.ts';
import { ACCOUNT, actionsOf, type Deployed, deployed, statementsOf } from '../helpers/deployed.ts';

const OWN = 'amzn-s3-demo-bucket1';
const GIVEN = { S3BucketName: 'amzn-s3-demo-bucket', S3BucketOwner: '444455556666' };

describe('the permissions', () => {
  it('of the one function are those that `policy collector` prints', async () => {
    const { Statement } = await printedPolicy(['collector'], {
      ou: 'ou-ab12-11111111',
      to: `s3://amzn-s3-demo-bucket/iam-users`,
      runStore: `s3://${OWN}/iam-users/_iam-users`,
    });

    const statements = statementsOf(deployed(GIVEN), 'CollectorRole');

    expect(statements.map(withoutOwner)).toEqual([Statement, log('SingleCollect')].flat());
  });

  it('hold for buckets of their owners alone', () => {
    const statements = statementsOf(deployed(GIVEN), 'CollectorRole');

    const owners = statements.flatMap(({ Condition }) => JSON.stringify(Condition) ?? []);
    expect(owners.filter((text) => text.includes('444455556666'))).toHaveLength(2);
    expect(owners.filter((text) => text.includes(ACCOUNT))).toHaveLength(2);
  });

  it('of each step are for that step', () => {
    const made = deployed({ Size: 'distributed' });
    const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    const objects = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListBucket', 's3:PutObject'];

    expect(actionsOf(made, 'DistributedPlanRole')).toEqual([
      ...logs,
      'organizations:ListAccounts',
      'organizations:ListAccountsForParent',
      'organizations:ListOrganizationalUnitsForParent',
      'organizations:ListRoots',
      ...objects,
    ]);
    expect(actionsOf(made, 'CollectorRole')).toEqual([...logs, ...objects, 'sts:AssumeRole']);
    expect(actionsOf(made, 'DistributedPublishRole')).toEqual([...logs, ...objects]);
  });

  it('let only publishing touch what is published', () => {
    const made = deployed({ Size: 'distributed', ...GIVEN });

    expect(objectsOf(made, 'DistributedPlanRole')).toEqual([`${OWN}/iam-users/_iam-users/runs/*`]);
    expect(objectsOf(made, 'CollectorRole')).toEqual([
      `${OWN}/iam-users/_iam-users/runs/*`,
      `${OWN}/iam-users/_iam-users/known/*`,
    ]);
    expect(objectsOf(made, 'DistributedPublishRole')).toEqual([
      'amzn-s3-demo-bucket/iam-users/*',
      `${OWN}/iam-users/_iam-users/runs/*`,
    ]);
    expect(objectsOf(made, 'DistributedRunRole')).toEqual([`${OWN}/iam-users/_iam-users/runs/*`]);
  });

  it('for the key are given to every role that needs it, if there is a key', () => {
    const KmsKeyId = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd`;
    const withKey = deployed({ Size: 'distributed', KmsKeyId });
    const mayUseKey = (made: Deployed) =>
      Object.keys(made).filter((id) => actionsOf(made, id).includes('kms:Decrypt'));

    expect(mayUseKey(deployed({ Size: 'distributed' }))).toEqual([]);
    expect(mayUseKey(withKey)).toEqual([
      'CollectorRole',
      'DistributedPlanRole',
      'DistributedPublishRole',
      'DistributedRunRole',
    ]);
  });

  it('are those of one and the same role in both sizes where member roles trust it', () => {
    const single = deployed({ CollectorRoleName: 'reader' });
    const distributed = deployed({ CollectorRoleName: 'reader', Size: 'distributed' });

    expect(single.CollectorRole?.properties.RoleName).toBe('reader');
    expect(distributed.CollectorRole).toEqual(single.CollectorRole);
    expect(single.SingleCollectFunction?.properties.Role).toBe('CollectorRole.Arn');
    expect(distributed.DistributedCollectAccountFunction?.properties.Role).toBe(
      'CollectorRole.Arn',
    );
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

/** Writing the log of a function, and of no other. */
function log(id: string): object {
  return {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: `${id}Log.Arn`,
  };
}

/** The statement as it is if nothing is said of the owner of the bucket. */
function withoutOwner(statement: object) {
  const { Condition, ...others } = statement as { readonly Condition?: Record<string, unknown> };
  const { StringEquals: _owner, ...conditions } = Condition ?? {};
  return Object.keys(conditions).length === 0 ? others : { ...others, Condition: conditions };
}

/** Bucket and key of the objects that a role may put. */
function objectsOf(made: Deployed, role: string): readonly string[] {
  return statementsOf(made, role)
    .filter(({ Action }) => Action.includes('s3:PutObject'))
    .flatMap(({ Resource }) => Resource)
    .map((arn) => arn.replace(/^arn:aws:s3:::/, '').replace(/^DataBucket[.]Arn/, OWN));
}

import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PolicyDocument, Simulation, Statement } from '../../../src/simulation/index.ts';
import { changeRole } from '../../helpers/policies.ts';
import { assume, configuration } from '../clients.ts';
import { startSmall } from '../start.ts';

const BUCKET = 'amzn-s3-demo-bucket';
const OBJECTS = `arn:aws:s3:::${BUCKET}/mine/*`;

const PUT = new PutObjectCommand({ Bucket: BUCKET, Key: 'mine/new', Body: 'x' });
const GET = new GetObjectCommand({ Bucket: BUCKET, Key: 'mine/here' });
const GET_MISSING = new GetObjectCommand({ Bucket: BUCKET, Key: 'mine/missing' });

/** A simulation whose caller has this policy only, and a client for it. */
async function withPolicy(...statements: readonly Statement[]) {
  const simulation = await startSmall();
  onTestFinished(() => simulation.close());
  const { caller } = simulation.organization;
  simulation.s3.createBucket(BUCKET, { owner: caller.accountId });
  const everything = s3Of(simulation);
  await everything.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'mine/here', Body: 'x' }));
  const policy: PolicyDocument = { Version: '2012-10-17', Statement: statements };
  changeRole(simulation.account(caller.accountId), caller.roleName, { policies: [policy] });
  return { simulation, s3: everything };
}

function s3Of(simulation: Simulation, credentials?: Parameters<typeof configuration>[1]) {
  return new S3Client({ ...configuration(simulation, credentials), forcePathStyle: true });
}

function allow(Action: Statement['Action'], Resource: string, Condition = {}): Statement {
  return { Effect: 'Allow', Action: Action ?? [], Resource, Condition };
}

async function refusalOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'allowed',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

describe('Amazon S3', () => {
  test('refuses, in the words of AWS, what no policy of the caller allows', async () => {
    const { simulation, s3 } = await withPolicy(allow('s3:GetObject', OBJECTS));
    const { accountId } = simulation.organization.caller;

    const put = await refusalOf(s3.send(PUT));
    const get = await refusalOf(s3.send(GET));

    expect(get).toBe('allowed');
    expect(put).toMatch(new RegExp(`^AccessDenied: User: arn:aws:sts::${accountId}:assumed-role/`));
    expect(put).toContain(
      'is not authorized to perform: s3:PutObject on resource: ' +
        `"arn:aws:s3:::${BUCKET}/mine/new" because no identity-based policy allows the s3:PutObject action`,
    );
  });

  test('looks at the resource', async () => {
    const { s3 } = await withPolicy(allow('s3:PutObject', OBJECTS));
    const elsewhere = new PutObjectCommand({ Bucket: BUCKET, Key: 'yours/new', Body: 'x' });

    expect(await refusalOf(s3.send(PUT))).toBe('allowed');
    expect(await refusalOf(s3.send(elsewhere))).toContain('because no identity-based policy');
  });

  test('lets an explicit deny win', async () => {
    const { s3 } = await withPolicy(allow('s3:*', '*'), {
      Effect: 'Deny',
      NotAction: 's3:GetObject',
      Resource: '*',
    });

    expect(await refusalOf(s3.send(GET))).toBe('allowed');
    expect(await refusalOf(s3.send(PUT))).toContain(
      'with an explicit deny in an identity-based policy',
    );
  });

  test('tells that an object is missing only to who may list it', async () => {
    const list = (prefix: string) =>
      allow('s3:ListBucket', `arn:aws:s3:::${BUCKET}`, { StringLike: { 's3:prefix': prefix } });
    const get = allow('s3:GetObject', OBJECTS);
    const without = await withPolicy(get);
    const elsewhere = await withPolicy(get, list('yours/*'));
    const here = await withPolicy(get, list('mine/*'));

    const refusal = await refusalOf(without.s3.send(GET_MISSING));

    expect(refusal).toContain(`s3:ListBucket on resource: "arn:aws:s3:::${BUCKET}" because no`);
    expect(await refusalOf(elsewhere.s3.send(GET_MISSING))).toContain('s3:ListBucket on resource');
    expect(await refusalOf(here.s3.send(GET_MISSING))).toMatch(/^NoSuchKey/);
  });

  test('lists below the prefix of a condition only', async () => {
    const { s3 } = await withPolicy(
      allow('s3:ListBucket', `arn:aws:s3:::${BUCKET}`, { StringLike: { 's3:prefix': 'mine/*' } }),
    );
    const list = (Prefix?: string) =>
      s3.send(new ListObjectsV2Command({ Bucket: BUCKET, ...(Prefix && { Prefix }) }));

    expect((await list('mine/')).KeyCount).toBe(1);
    expect(await refusalOf(list('yours/'))).toMatch(/^AccessDenied/);
    expect(await refusalOf(list())).toMatch(/^AccessDenied/);
  });

  test('needs GetObject for If-Match, which tells what is there', async () => {
    const { s3 } = await withPolicy(allow('s3:PutObject', '*'));
    const replace = new PutObjectCommand({
      Bucket: BUCKET,
      Key: 'mine/here',
      Body: 'y',
      IfMatch: '"9dd4e461268c8034f5c8564e155c67a6"',
    });

    expect(await refusalOf(s3.send(replace))).toContain('perform: s3:GetObject');
  });

  test('knows the owner of the bucket', async () => {
    const owned = (account: string) => ({ StringEquals: { 'aws:ResourceAccount': account } });
    const { s3, simulation } = await withPolicy(allow('s3:PutObject', '*', owned('999999999999')));
    const { caller } = simulation.organization;
    const refused = await refusalOf(s3.send(PUT));

    changeRole(simulation.account(caller.accountId), caller.roleName, {
      policies: [{ Statement: allow('s3:PutObject', '*', owned(caller.accountId)) }],
    });

    expect(refused).toMatch(/^AccessDenied/);
    expect(await refusalOf(s3.send(PUT))).toBe('allowed');
  });

  test('asks for the key of AWS KMS', async () => {
    const key = 'arn:aws:kms:us-east-1:111111111111:key/1234';
    const encrypted = { SSEKMSKeyId: key, ServerSideEncryption: 'aws:kms' } as const;
    const { s3 } = await withPolicy(
      allow(['s3:PutObject', 's3:GetObject'], '*'),
      allow('kms:GenerateDataKey', key),
    );
    const target = { Bucket: BUCKET, Key: 'mine/secret' };

    const put = await refusalOf(
      s3.send(new PutObjectCommand({ ...target, ...encrypted, Body: 'x' })),
    );
    const read = await refusalOf(s3.send(new GetObjectCommand(target)));
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ ...target, ...encrypted }),
    );
    const part = await refusalOf(
      s3.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'x' })),
    );

    expect(put).toBe('allowed');
    expect(read).toContain(`perform: kms:Decrypt on resource: ${key} because`);
    expect(part).toContain(`perform: kms:Decrypt on resource: ${key} because`);
  });

  test('knows a key by its alias', async () => {
    const { s3 } = await withPolicy(
      allow('s3:PutObject', '*'),
      allow('kms:GenerateDataKey', 'arn:aws:kms:*:*:key/*', {
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/users' },
      }),
    );
    const put = (SSEKMSKeyId: string) =>
      s3.send(
        new PutObjectCommand({
          Bucket: BUCKET,
          Key: 'mine/k',
          Body: 'x',
          ServerSideEncryption: 'aws:kms',
          SSEKMSKeyId,
        }),
      );

    expect(await refusalOf(put('alias/users'))).toBe('allowed');
    expect(await refusalOf(put('alias/others'))).toContain('kms:GenerateDataKey');
    expect(await refusalOf(put('1234'))).toContain('kms:GenerateDataKey');
  });

  test('looks at the session policy too', async () => {
    const simulation = await startSmall();
    onTestFinished(() => simulation.close());
    simulation.s3.createBucket(BUCKET);
    const [account] = simulation.organization.accounts;
    const accountId = account?.id ?? '';
    changeRole(simulation.account(accountId), simulation.organization.roleName, {
      policies: [{ Statement: allow('s3:*', '*') }],
    });
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: allow('s3:GetObject', '*') });

    const s3 = s3Of(simulation, await assume(simulation, accountId, { Policy }));

    expect(await refusalOf(s3.send(PUT))).toContain(
      'because no session policy allows the s3:PutObject action',
    );
  });

  test('lists the buckets for who may', async () => {
    const may = await withPolicy(allow('s3:ListAllMyBuckets', '*'));
    const mayNot = await withPolicy(allow('s3:ListBucket', '*'));

    expect((await may.s3.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
    expect(await refusalOf(mayNot.s3.send(new ListBucketsCommand({})))).toMatch(/^AccessDenied/);
  });
});

import { describe, expect, it } from 'vitest';
import { type CollectorNeed, collectorPolicy } from '../../src/policies/collector-policy.ts';

const NOTHING_BUT_ROLES: CollectorNeed = {
  partition: 'aws',
  roleName: 'reader',
  accounts: ['111111111111'],
  organizationalUnits: 'nothing',
  places: [],
  kmsKeyId: null,
  ownAccount: null,
};

const BUCKET = { bucket: 'amzn-s3-demo-bucket', prefix: '', owner: null };

function statements(need: Partial<CollectorNeed>) {
  return collectorPolicy({ ...NOTHING_BUT_ROLES, ...need }).Statement;
}

describe('the policy of the collector', () => {
  it('allows to assume the role in the accounts that are named, and nothing else', () => {
    expect(statements({})).toEqual([
      {
        Sid: 'AssumeTheRoleInEveryAccount',
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: 'arn:aws:iam::111111111111:role/reader',
      },
    ]);
  });

  it('names several accounts, up to forty', () => {
    const ids = (length: number) =>
      Array.from({ length }, (_, index) => String(index).padStart(12, '0'));

    const [forty] = statements({ accounts: ids(40) });
    const [more] = statements({ accounts: ids(41) });

    expect(forty?.Resource).toHaveLength(40);
    expect(more?.Resource).toBe('arn:aws:iam::*:role/reader');
  });

  it('allows to list the organization where no accounts are named', () => {
    const [roles, organization, ...rest] = statements({ accounts: null, partition: 'aws-us-gov' });

    expect(roles?.Resource).toBe('arn:aws-us-gov:iam::*:role/reader');
    expect(organization?.Action).toBe('organizations:ListAccounts');
    expect(rest).toEqual([]);
  });

  it('allows to find organizational units where they decide', () => {
    const [, , walk] = statements({ accounts: null, organizationalUnits: 'path' });

    expect(walk?.Sid).toBe('FindOrganizationalUnitsWhereListAccountsDoesNotTellThem');
    expect(walk?.Action).toEqual([
      'organizations:ListAccountsForParent',
      'organizations:ListOrganizationalUnitsForParent',
      'organizations:ListRoots',
    ]);
  });

  it('allows to name organizational units where a column has their names', () => {
    const [, , names, walk] = statements({ accounts: null, organizationalUnits: 'names' });

    expect([names?.Sid, names?.Action]).toEqual([
      'NameOrganizationalUnits',
      ['organizations:ListOrganizationalUnitsForParent', 'organizations:ListRoots'],
    ]);
    expect(walk?.Action).toBe('organizations:ListAccountsForParent');
  });

  it('takes the characters of a role path as they are', () => {
    const [roles] = statements({ roleName: 'a*b?c$/reader' });

    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    expect(roles?.Resource).toBe('arn:aws:iam::111111111111:role/a${*}b${?}c${$}/reader');
  });

  it('allows objects below the prefix only', () => {
    const [, objects, list] = statements({ places: [{ ...BUCKET, prefix: 'iam/users' }] });

    expect(objects).toEqual({
      Sid: 'WriteAndReadObjects',
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/iam/users/*',
    });
    expect(list).toEqual({
      Sid: 'TellMissingObjectsFromForbiddenOnes',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: 'arn:aws:s3:::amzn-s3-demo-bucket',
      Condition: { StringLike: { 's3:prefix': 'iam/users/*' } },
    });
  });

  it('allows the whole bucket without a prefix', () => {
    const [, objects, list] = statements({ places: [BUCKET] });

    expect(objects?.Resource).toBe('arn:aws:s3:::amzn-s3-demo-bucket/*');
    expect(list?.Condition).toBeUndefined();
  });

  it('asks for the owner of the bucket that is set', () => {
    const place = { ...BUCKET, prefix: 'p', owner: '222222222222' };

    const [, objects, list] = statements({ places: [place] });

    const owned = { StringEquals: { 'aws:ResourceAccount': '222222222222' } };
    expect(objects?.Condition).toEqual(owned);
    expect(list?.Condition).toEqual({ ...owned, StringLike: { 's3:prefix': 'p/*' } });
  });

  it.each([
    ['the same place', 'p', 'p', ['p/*']],
    ['a place in another', 'p', 'p/_iam-users', ['p/*']],
    ['a place in another, named first', 'p/_iam-users', 'p', ['p/*']],
    ['a place in the whole bucket', '', 'p', ['*']],
    ['a place beside another', 'p', 'pq', ['p/*', 'pq/*']],
  ])('needs no statement twice for %s', (_, first, second, expected) => {
    const places = [first, second].map((prefix) => ({ ...BUCKET, prefix }));

    const [, ...others] = statements({ places });

    const resources = others.filter(({ Action }) => Action !== 's3:ListBucket');
    expect(resources.map(({ Resource }) => Resource)).toEqual(
      expected.map((keys) => `arn:aws:s3:::amzn-s3-demo-bucket/${keys}`),
    );
    const sids = others.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
  });

  it.each([
    ['1234abcd', 'arn:aws:kms:*:*:key/1234abcd', undefined],
    [
      'arn:aws:kms:eu-west-1:111111111111:key/1234',
      'arn:aws:kms:eu-west-1:111111111111:key/1234',
      undefined,
    ],
    ['alias/users', 'arn:aws:kms:*:*:key/*', 'alias/users'],
    [
      'arn:aws:kms:eu-west-1:111111111111:alias/users',
      'arn:aws:kms:eu-west-1:111111111111:key/*',
      'alias/users',
    ],
  ])('allows to encrypt and decrypt with the key %s', (kmsKeyId, resource, alias) => {
    const key = statements({ places: [BUCKET], kmsKeyId }).at(-1);

    expect(key?.Action).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
    expect(key?.Resource).toBe(resource);
    expect(key?.Condition?.['ForAnyValue:StringEquals']?.['kms:ResourceAliases']).toBe(alias);
  });

  it('needs no key where nothing is written to a bucket', () => {
    expect(statements({ kmsKeyId: '1234abcd' })).toHaveLength(1);
  });

  it('allows reads of the own account only where it is to be read', () => {
    const own = statements({ ownAccount: { facts: ['alias'], freshness: 'report' } }).at(-1);

    expect(own).toEqual({
      Sid: 'ReadUsersOfOwnAccount',
      Effect: 'Allow',
      Action: ['iam:ListAccountAliases'],
      Resource: '*',
    });
  });
});

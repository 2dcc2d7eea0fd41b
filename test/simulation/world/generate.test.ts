import { describe, expect, test } from 'vitest';
import { generateOrganization } from '../../../src/simulation/index.ts';

const NOW = new Date('2026-11-22T10:20:30.456Z');
const OPTIONS = { seed: 'a', accounts: 30, usersPerAccount: 100, now: NOW };
const organization = generateOrganization(OPTIONS);
const users = organization.accounts.flatMap((account) => account.users);

describe('a generated organization', () => {
  test('is the same for the same seed', () => {
    expect(generateOrganization(OPTIONS)).toEqual(organization);
  });

  test('is another one for another seed', () => {
    const other = generateOrganization({ ...OPTIONS, seed: 'b' });

    expect(other.id).not.toBe(organization.id);
    expect(other.accounts.map(({ id }) => id)).not.toEqual(
      organization.accounts.map(({ id }) => id),
    );
  });

  test('has as many accounts and users as asked for', () => {
    expect(organization.accounts).toHaveLength(30);
    expect(organization.accounts.map((account) => account.users.length)).toEqual(
      Array.from({ length: 30 }, () => 100),
    );
  });

  test('has unique ids', () => {
    const keys = users.flatMap(({ accessKeys }) => accessKeys.map(({ id }) => id));

    expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('has names and paths that IAM allows, unique without regard to case', () => {
    expect(users.filter(({ name }) => !/^[\w+=,.@-]{1,64}$/.test(name))).toEqual([]);
    expect(users.filter(({ path }) => !/^(\/|\/[!-~]+\/)$/.test(path))).toEqual([]);
    for (const account of organization.accounts) {
      const names = account.users.map(({ name }) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual([...names].sort());
    }
  });

  test('has tags that IAM allows', () => {
    const texts = users.flatMap(({ tags }) => tags.flatMap(({ key, value }) => [key, value]));

    expect(texts.filter((text) => !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text))).toEqual([]);
    expect(texts.some((text) => text.includes('\u2028'))).toBe(true);
    expect(texts).toContain('__proto__');
  });

  test('has no date with fractions of a second, and no key or sign-in from the future', () => {
    const past = users.flatMap((user) => [
      user.createdAt,
      ...user.accessKeys.flatMap(({ createdAt, lastUse }) => [createdAt, lastUse?.at ?? createdAt]),
      user.password?.lastUsedAt ?? user.createdAt,
    ]);

    expect(past.filter((date) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date))).toEqual([]);
    expect(past.filter((date) => date > '2026-11-22T10:20:30Z')).toEqual([]);
  });

  test('has nothing that is older than its user', () => {
    const older = users.filter((user) =>
      [...user.accessKeys.map(({ createdAt }) => createdAt), user.password?.createdAt].some(
        (date) => date !== undefined && date < user.createdAt,
      ),
    );

    expect(older).toEqual([]);
  });

  test('has users with no, one and two keys, in every state', () => {
    const counts = new Set(users.map(({ accessKeys }) => accessKeys.length));
    const states = new Set(users.flatMap(({ accessKeys }) => accessKeys.map((key) => key.status)));

    expect(counts).toEqual(new Set([0, 1, 2]));
    expect(states).toEqual(new Set(['Active', 'Expired', 'Inactive']));
  });

  test('has keys for the share of users that is asked for', () => {
    const { accounts } = generateOrganization({ ...OPTIONS, shares: { accessKeys: 0 } });

    expect(accounts.flatMap((account) => account.users.flatMap((user) => user.accessKeys))).toEqual(
      [],
    );
  });

  test('makes users only when somebody looks at them', () => {
    const huge = generateOrganization({ ...OPTIONS, accounts: 5000, usersPerAccount: 5000 });

    expect(huge.accounts).toHaveLength(5000);
    expect(huge.accounts[4999]?.users).toHaveLength(5000);
  });

  test('makes a caller in a tooling account a delegated administrator', () => {
    const { caller, managementAccountId, delegatedAdministrators } = generateOrganization({
      ...OPTIONS,
      caller: 'tooling',
    });

    expect(caller.accountId).not.toBe(managementAccountId);
    expect(delegatedAdministrators).toEqual([caller.accountId]);
  });
});

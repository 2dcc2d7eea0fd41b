import { describe, expect, test } from 'vitest';
import { demoOrganization } from '../../../src/simulation/index.ts';

const NOW = new Date('2026-11-22T10:20:30Z');
const organization = demoOrganization(NOW);
const users = organization.accounts.flatMap((account) => account.users);

describe('the organization of the demo', () => {
  test('is the same for the same instant', () => {
    expect(demoOrganization(NOW)).toEqual(organization);
  });

  test('has accounts of every kind', () => {
    const states = organization.accounts.map(({ state }) => state);
    const counts = organization.accounts.map((account) => account.users.length);

    expect(organization.accounts.length).toBeGreaterThanOrEqual(16);
    expect(new Set(states)).toEqual(new Set(['ACTIVE', 'SUSPENDED', 'CLOSED', 'PENDING_CLOSURE']));
    expect(counts).toContain(0);
    expect(Math.max(...counts)).toBeGreaterThan(1000);
  });

  test('has one account without the role', () => {
    const without = organization.accounts.filter(
      ({ roles }) => !roles.some(({ name }) => name === organization.roleName),
    );

    expect(without.map(({ name }) => name)).toEqual(['legacy-import']);
  });

  test('has the caller in a delegated administrator that is not the management account', () => {
    expect(organization.delegatedAdministrators).toEqual([organization.caller.accountId]);
    expect(organization.caller.accountId).not.toBe(organization.managementAccountId);
  });

  test('has user names that begin like formulas', () => {
    const starts = new Set(users.map(({ name }) => name.charAt(0)));

    expect(['=', '+', '-', '@'].filter((character) => !starts.has(character))).toEqual([]);
  });

  test('has only names, paths and tags that IAM allows', () => {
    const texts = users.flatMap(({ tags }) => tags.flatMap(({ key, value }) => [key, value]));

    expect(users.filter(({ name }) => !/^[\w+=,.@-]{1,64}$/.test(name))).toEqual([]);
    expect(users.filter(({ path }) => !/^(\/|\/[!-~]+\/)$/.test(path))).toEqual([]);
    expect(texts.filter((text) => !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text))).toEqual([]);
  });

  test('has every kind of MFA device, and users of Amazon Bedrock without a key', () => {
    const kinds = new Set(users.flatMap(({ mfaDevices }) => mfaDevices.map(({ kind }) => kind)));
    const bedrock = users.filter(({ name }) => name.startsWith('BedrockAPIKey-'));

    expect(kinds).toEqual(new Set(['virtual', 'passkey', 'hardware']));
    expect(bedrock.length).toBeGreaterThanOrEqual(3);
    expect(bedrock.flatMap(({ accessKeys }) => accessKeys)).toEqual([]);
  });

  test('has an account that has changed since its report', () => {
    const account = organization.accounts.find(({ report }) => report.existing !== null);
    const generatedAt = account?.report.existing?.generatedAt ?? '';
    const newer = account?.users.filter(({ createdAt }) => createdAt > generatedAt);

    expect(generatedAt).toBe('2026-11-22T08:50:30Z');
    expect(newer?.map(({ name }) => name)).toEqual(['newer.than.report', 'newer.without.anything']);
  });
});

import { expect, it } from 'vitest';
import { differencesFrom } from '../../src/cli/demo-expectation.ts';
import { demoOrganization } from '../../src/simulation/index.ts';
import { manifestAccount, runResult } from './literals.ts';

const ORGANIZATION = demoOrganization(new Date('2026-11-03T10:15:00Z'));

it('tells an account that is missing from one that came out otherwise', () => {
  const [first, second] = ORGANIZATION.accounts;
  const accounts = [manifestAccount({ accountId: second?.id ?? '', outcome: 'failed', users: 0 })];

  const differences = differencesFrom(ORGANIZATION, runResult({ accounts }).manifest);

  expect(differences).toHaveLength(ORGANIZATION.accounts.length);
  expect(differences.slice(0, 2)).toEqual([
    {
      accountId: first?.id,
      expected: `collected with ${first?.users.length} users`,
      found: 'nothing',
    },
    {
      accountId: second?.id,
      expected: `collected with ${second?.users.length} users`,
      found: 'failed with 0 users',
    },
  ]);
});

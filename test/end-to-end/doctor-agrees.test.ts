import { describe, expect, it } from 'vitest';
import { needOf } from '../../src/columns/need.ts';
import { neededActions } from '../../src/model/permissions.ts';
import { diagnosed, inShort } from '../helpers/diagnosed.ts';
import { EXTERNAL_ID } from '../helpers/enforced.ts';
import { allExpectedNames } from '../helpers/expected-columns.ts';
import { accountsOf, deny, smallOrganization } from '../helpers/organizations.ts';
import { provokingOrganization } from '../helpers/provoking.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';

const FRESHNESSES = ['report', 'live'] as const;

/** Every set of columns that a case is tried with. */
const CHOICES: readonly (readonly [string, readonly string[]])[] = [
  ['all columns', allExpectedNames()],
  ['names and tags', ['UserName', 'Tags']],
  ['MFA', ['UserName', 'MFAEnabled']],
  ['access keys', ['UserName', 'AccessKeyID', 'AccessKeyLastUsed']],
];

const CASES = FRESHNESSES.flatMap((freshness) =>
  CHOICES.flatMap(([choice, columns]) =>
    neededActions(needOf(columns, freshness)).map((action) => ({
      freshness,
      choice,
      columns: columns.join(','),
      operation: action.replace('iam:', ''),
    })),
  ),
);

describe('an account with every kind of credential, in which one needed action is denied', () => {
  it.each(CASES)(
    'is fine for the doctor if and only if a run reads it in full: $operation ($choice, $freshness)',
    async ({ freshness, columns, operation }) => {
      const { account, organization } = provokingAccount();
      deny(account, [operation]);
      const world = await simulatedWorld(organization);
      const flags = { accounts: account.id, columns, freshness, externalId: EXTERNAL_ID };

      const { isFine, causes } = await diagnosed(world, { flags });
      const { manifest } = await world.collect({ flags });

      expect(causes.flatMap(({ operations }) => operations)).toEqual([operation]);
      expect(isFine).toBe(manifest.status === 'COMPLETE');
      expect(causes.flatMap(({ lostFacts }) => lostFacts)).toEqual(
        manifest.accounts[0]?.unknownFacts,
      );
    },
  );
});

/** Actions that stand in for each other, in part. */
const RELATED = [
  'GetAccountAuthorizationDetails',
  'GetCredentialReport',
  'ListGroupsForUser',
  'ListMFADevices',
  'ListUserTags',
  'ListUsers',
];

const PAIRS = CHOICES.slice(0, 3).flatMap(([choice, columns]) =>
  RELATED.flatMap((one, index) =>
    RELATED.slice(index + 1).map((other) => ({ choice, columns, one, other })),
  ),
);

describe('an account in which two actions are denied, one of which could stand in for the other', () => {
  it.each(PAIRS)(
    'is fine for the doctor if and only if a run reads it in full: $one, $other ($choice)',
    async ({ columns, one, other }) => {
      const { account, organization } = provokingAccount();
      deny(account, [one, other]);
      const world = await simulatedWorld(organization);
      const flags = {
        accounts: account.id,
        columns: columns.join(','),
        externalId: EXTERNAL_ID,
      };

      const { isFine, causes } = await diagnosed(world, { flags });
      const { manifest } = await world.collect({ flags });

      expect(isFine).toBe(manifest.status === 'COMPLETE');
      expect(causes[0]?.effect === 'ACCOUNT_FAILS').toBe(manifest.status === 'FAILED');
    },
  );
});

/**
 * Not every denied call is missed today: some are made only for users newer than the report, or for
 * keys of one second. Such users are nothing unusual, so the doctor names them all.
 */
describe('a generated organization', () => {
  const needed = neededActions(needOf(allExpectedNames(), 'report'));

  it.each(needed.map((action, index) => ({ action, seed: `agrees ${index}` })))(
    'is fine and read in full, until $action is denied in one account',
    async ({ action, seed }) => {
      const organization = smallOrganization(seed);
      const [, account] = accountsOf(organization);
      const world = await simulatedWorld(organization);
      const flags = { columns: 'all' };

      const before = await diagnosed(world, { flags });
      const { manifest } = await world.collect({ flags });
      deny(account, [action.replace('iam:', '')]);
      const after = await diagnosed(world, { flags });

      expect(before.isFine).toBe(true);
      expect(manifest.status).toBe('COMPLETE');
      expect(after.isFine).toBe(false);
      expect(after.causes.map(inShort)).toEqual([
        `ACCESS_DENIED ${action.replace('iam:', '')} FACTS_UNKNOWN ${account.id}`,
      ]);
    },
  );
});

/** A member account that makes a run call everything that it knows. */
function provokingAccount() {
  const organization = provokingOrganization();
  const [account] = accountsOf(organization).filter(
    ({ id }) => id !== organization.caller.accountId,
  );
  if (account === undefined) throw new RangeError('expected a member account');
  return { account, organization };
}

import {
  paginateGetAccountAuthorizationDetails,
  paginateListAccessKeys,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { paginateListAccounts } from '@aws-sdk/client-organizations';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Simulation } from '../../../src/simulation/index.ts';
import {
  BEGINNING,
  type Page,
  type Position,
  takePage,
} from '../../../src/simulation/services/page.ts';
import { iamIn, organizationsOf } from '../clients.ts';
import { accountOf, startSmall } from '../start.ts';

type Names = (string | undefined)[];

const running: Simulation[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulation) => simulation.close()));
});

describe('pages', () => {
  test('hold every item once, however they are cut', () => {
    const behaviour = fc.record({
      maximum: fc.option(fc.integer({ min: 1, max: 5 })),
      short: fc.boolean(),
      empty: fc.boolean(),
    });

    fc.assert(
      fc.property(behaviour, fc.integer({ min: 0, max: 30 }), (pages, count) => {
        const items = Array.from({ length: count }, (_, number) => String(number).padStart(2, '0'));
        const found: string[] = [];
        let position: Position | null = BEGINNING;
        while (position !== null) {
          const page: Page<string> = takePage({ items, keyOf: String, position, limit: 4 }, pages);
          found.push(...page.items);
          position = page.next;
        }
        expect(found).toEqual(items);
      }),
    );
  });

  test.each([
    ['of two', { maximum: 2 }],
    ['that are short', { short: true }],
    ['that are empty by turns', { maximum: 3, empty: true }],
  ])('%s lose nothing with the paginators of the SDK', async (_, pages) => {
    const simulation = await startSmall({ pages }, { accounts: 30 });
    running.push(simulation);
    const account = accountOf(simulation, 1);
    const client = await iamIn(simulation, account.id);
    const names = account.users.map(({ name }) => name);
    const keysOwner = account.users.find(({ accessKeys }) => accessKeys.length === 2);

    const listed: Names = [];
    const detailed: Names = [];
    const keys: Names = [];
    const accounts: Names = [];
    for await (const { Users } of paginateListUsers({ client }, {})) {
      listed.push(...(Users ?? []).map(({ UserName }) => UserName));
    }
    for await (const page of paginateGetAccountAuthorizationDetails(
      { client },
      { Filter: ['User'] },
    )) {
      detailed.push(...(page.UserDetailList ?? []).map(({ UserName }) => UserName));
    }
    for await (const page of paginateListAccessKeys({ client }, { UserName: keysOwner?.name })) {
      keys.push(...(page.AccessKeyMetadata ?? []).map(({ AccessKeyId }) => AccessKeyId));
    }
    for await (const page of paginateListAccounts({ client: organizationsOf(simulation) }, {})) {
      accounts.push(...(page.Accounts ?? []).map(({ Id }) => Id));
    }

    expect(listed).toEqual(names);
    expect(detailed).toEqual(names);
    expect(keys).toEqual(keysOwner?.accessKeys.map(({ id }) => id));
    expect(accounts).toEqual(simulation.organization.accounts.map(({ id }) => id));
  });

  test('show the account as it is when they are asked for', async () => {
    const simulation = await startSmall({ pages: { maximum: 4 } });
    running.push(simulation);
    const account = accountOf(simulation, 1);
    const names = account.users.map(({ name }) => name);
    const client = await iamIn(simulation, account.id);
    simulation.before({ operation: 'ListUsers', accountId: account.id }, 2, () => {
      simulation.removeUser(account.id, names[3] ?? '');
      simulation.removeUser(account.id, names[10] ?? '');
    });

    const found: Names = [];
    for await (const { Users } of paginateListUsers({ client }, {})) {
      found.push(...(Users ?? []).map(({ UserName }) => UserName));
    }

    expect(found).toEqual(names.filter((_, index) => index !== 10));
  });
});

import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACTS } from '../../src/model/facts.ts';
import { possibleActions } from '../../src/model/permissions.ts';
import { allExpectedNames } from '../helpers/expected-columns.ts';
import { accountWithNewerUsers } from '../helpers/newer-users.ts';
import { deny } from '../helpers/organizations.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';

const OPERATIONS = possibleActions({ facts: FACTS, freshness: 'report' }).map((action) =>
  action.replace('iam:', ''),
);

interface Choice {
  readonly denied: readonly string[];
  readonly freshness: string;
  readonly columns: readonly string[];
}

const CHOICE: fc.Arbitrary<Choice> = fc.record({
  denied: fc.subarray(OPERATIONS, { minLength: 1, maxLength: 2 }).filter(tellsWhoTheUsersAre),
  freshness: fc.constantFrom('report', 'live'),
  columns: fc.subarray([...allExpectedNames()], { minLength: 1, maxLength: 3 }),
});

describe('an account of which something is denied', () => {
  it('is partial exactly if a cell of its rows is unknown, whatever columns are chosen', async () => {
    const { organization, account } = accountWithNewerUsers();
    const { roles } = account;
    const world = await simulatedWorld(organization);
    let runs = 0;

    const isPartialIfUnknown = async ({ denied, freshness, columns }: Choice) => {
      account.roles = roles;
      deny(account, denied);
      const to = join(world.directory, `run ${++runs}`);
      const flags = { accounts: account.id, columns: columns.join(','), freshness, to };

      const { csv, manifest } = await world.collect({ flags });

      const { outcome, unknownFacts = [] } = manifest.accounts[0] ?? {};
      // The number of users is proven by the summary, which is no column.
      const gaps = unknownFacts.filter((fact) => fact !== 'summary');
      expect({ outcome, hasGaps: gaps.length > 0 }).toEqual({
        outcome: unknownFacts.length > 0 ? 'partial' : 'collected',
        hasGaps: hasUnknownCell(csv),
      });
    };

    await fc.assert(fc.asyncProperty(CHOICE, isPartialIfUnknown), { numRuns: 40 });
  });
});

/** Without either list the account fails. */
function tellsWhoTheUsersAre(denied: readonly string[]): boolean {
  return !['GetAccountAuthorizationDetails', 'ListUsers'].every((list) => denied.includes(list));
}

function hasUnknownCell(csv: string | null): boolean {
  const cells: readonly string[] = parse(csv ?? '', { fromLine: 2 }).flat();
  return cells.some((cell) => /(^|;|^")unknown($|;|"$)/.test(cell));
}

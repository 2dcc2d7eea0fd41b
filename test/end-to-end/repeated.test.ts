import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/collect/run.ts';
import { accountsOf, removeRole, smallOrganization } from '../helpers/organizations.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';

describe('a collector that is used again, as in a function that is kept warm', () => {
  it('lists the organization anew, and has forgotten what went wrong before', async () => {
    const organization = smallOrganization('used again', { accounts: 4 });
    const [first, second] = accountsOf({
      ...organization,
      accounts: organization.accounts.filter(({ id }) => id !== organization.caller.accountId),
    });
    const world = await simulatedWorld(organization);
    const { roles } = first;
    removeRole(first);
    const collector = world.collector();
    const before = await collector.collect(new AbortController().signal);
    first.roles = roles;
    second.state = 'SUSPENDED';

    const after = await collector.collect(new AbortController().signal);

    expect(outcomesOf(before)).toMatchObject({ [first.id]: 'failed', [second.id]: 'collected' });
    expect(outcomesOf(after)).toMatchObject({ [first.id]: 'collected', [second.id]: 'skipped' });
    expect(after.manifest.accounts.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      ['ACCOUNT_NOT_USABLE'],
    );
    expect(after.manifest.runId).not.toBe(before.manifest.runId);
  });
});

function outcomesOf({ manifest }: RunResult): Readonly<Record<string, string>> {
  return Object.fromEntries(
    manifest.accounts.map(({ accountId, outcome }) => [accountId, outcome]),
  );
}

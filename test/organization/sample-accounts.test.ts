import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedAccount } from '../../src/organization/plan.ts';
import { sampleAccounts } from '../../src/organization/sample-accounts.ts';

function account(accountId: string, organizationalUnitPath: string | null): PlannedAccount {
  return { accountId, accountName: null, organizationalUnitPath, state: 'ACTIVE', skip: null };
}

/** `count` accounts of one unit, with ids that follow each other. */
function unit(path: string | null, first: number, count: number): readonly PlannedAccount[] {
  return Array.from({ length: count }, (_, index) =>
    account(String(first + index).padStart(12, '0'), path),
  );
}

describe('a sample of accounts', () => {
  it('has one of every organizational unit before it has two of any', () => {
    const accounts = [...unit('r/a', 100, 50), ...unit('r/b', 200, 3), ...unit(null, 300, 1)];

    const sample = sampleAccounts(accounts, 3);

    expect(sample.map(({ organizationalUnitPath }) => organizationalUnitPath)).toEqual([
      'r/a',
      'r/b',
      null,
    ]);
  });

  it('does not take the first ids of a unit', () => {
    const sample = sampleAccounts(unit('r/a', 100, 50), 5);

    expect(sample).toHaveLength(5);
    expect(sample.map(({ accountId }) => accountId)).not.toEqual(
      unit('r/a', 100, 5).map(({ accountId }) => accountId),
    );
  });

  it('has as many accounts as are asked for or there are, each once, in their order', () => {
    const path = fc.constantFrom('r/a', 'r/b', null);
    const id = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(12, '0'));
    const accounts = fc
      .uniqueArray(fc.tuple(id, path), { selector: ([first]) => first })
      .map((pairs) => pairs.map(([accountId, unitPath]) => account(accountId, unitPath)));

    fc.assert(
      fc.property(accounts, fc.integer({ min: 1, max: 40 }), (given, size) => {
        const sample = sampleAccounts(given, size);

        expect(sample).toHaveLength(Math.min(size, given.length));
        expect(given.filter((one) => sample.includes(one))).toEqual(sample);
      }),
    );
  });

  it('orders ids that look alike to it by themselves', () => {
    // Of one hash, found by trying.
    const alike = [account('193482726484', 'r/a'), account('174130918477', 'r/a')];

    const sample = sampleAccounts(alike, 1);

    expect(sample.map(({ accountId }) => accountId)).toEqual(['174130918477']);
    expect(sampleAccounts(alike.toReversed(), 1)).toEqual(sample);
  });

  it('keeps what it has when it grows, and when the organization is listed in another order', () => {
    const accounts = [...unit('r/a', 100, 20), ...unit('r/b', 200, 20)];

    const small = sampleAccounts(accounts, 6);
    const large = sampleAccounts(accounts, 12);
    const turned = sampleAccounts(accounts.toReversed(), 6);

    expect(large).toEqual(expect.arrayContaining([...small]));
    expect(turned.toReversed()).toEqual(small);
  });
});

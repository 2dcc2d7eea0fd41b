import { describe, expect, it } from 'vitest';
import type { OrganizationAccount } from '../../src/model/account.ts';
import { requireAccounts, selectAccounts } from '../../src/organization/select-accounts.ts';

const NO_FILTERS = {
  organizationalUnits: [],
  excludeOrganizationalUnits: [],
  excludeAccounts: [],
} as const;

function account(facts: Partial<OrganizationAccount>): OrganizationAccount {
  return {
    accountId: '111111111111',
    accountName: 'payments',
    state: 'ACTIVE',
    organizationalUnitPath: 'r-ab12/ou-ab12-aaaaaaaa/ou-ab12-bbbbbbbb',
    ...facts,
  };
}

function skipOf(facts: Partial<OrganizationAccount>, filters = {}) {
  return selectAccounts([account(facts)], { ...NO_FILTERS, ...filters })[0]?.skip;
}

describe('selecting the accounts of an organization', () => {
  it.each(['ACTIVE', 'PENDING_CLOSURE', null, 'A_STATE_OF_TOMORROW'])(
    'reads an account in state %s',
    (state) => {
      expect(skipOf({ state })).toBeNull();
    },
  );

  it.each(['SUSPENDED', 'CLOSED', 'PENDING_ACTIVATION'])(
    'leaves out an account in state %s and says why',
    (state) => {
      expect(skipOf({ state })).toEqual({
        code: 'ACCOUNT_NOT_USABLE',
        reason: `the state is ${state}`,
      });
    },
  );

  it('leaves out an account that is excluded by its id', () => {
    expect(skipOf({}, { excludeAccounts: ['111111111111'] })).toEqual({
      code: 'ACCOUNT_EXCLUDED',
      reason: 'excluded by its id',
    });
  });

  it.each(['r-ab12', 'ou-ab12-aaaaaaaa', 'ou-ab12-bbbbbbbb'])(
    'reads an account anywhere below the chosen %s',
    (unit) => {
      expect(skipOf({}, { organizationalUnits: [unit] })).toBeNull();
    },
  );

  it('reads an account below any one of the chosen organizational units', () => {
    const organizationalUnits = ['ou-ab12-cccccccc', 'ou-ab12-bbbbbbbb'];

    expect(skipOf({}, { organizationalUnits })).toBeNull();
  });

  it('leaves out an account that is not below a chosen organizational unit', () => {
    expect(skipOf({}, { organizationalUnits: ['ou-ab12-cccccccc'] })).toEqual({
      code: 'ACCOUNT_EXCLUDED',
      reason: 'not below a chosen organizational unit',
    });
  });

  it('leaves out an account whose place is unknown when organizational units are chosen', () => {
    expect(
      skipOf({ organizationalUnitPath: null }, { organizationalUnits: ['ou-ab12-aaaaaaaa'] })?.code,
    ).toBe('ACCOUNT_EXCLUDED');
  });

  it('lets an exclusion win over an inclusion', () => {
    const filters = {
      organizationalUnits: ['ou-ab12-aaaaaaaa'],
      excludeOrganizationalUnits: ['ou-ab12-bbbbbbbb'],
    };

    expect(skipOf({}, filters)?.reason).toBe('below the excluded ou-ab12-bbbbbbbb');
  });

  it('does not take one unit for another whose id begins the same', () => {
    expect(skipOf({}, { excludeOrganizationalUnits: ['ou-ab12-aaaa'] })).toBeNull();
  });

  it('lists every account, sorted by id', () => {
    const ids = ['333333333333', '011111111111', '222222222222'];

    const planned = selectAccounts(
      ids.map((accountId) => account({ accountId })),
      NO_FILTERS,
    );

    expect(planned.map(({ accountId }) => accountId)).toEqual([
      '011111111111',
      '222222222222',
      '333333333333',
    ]);
  });
});

describe('requiring an account to read', () => {
  it('is content with one', () => {
    expect(() => requireAccounts(selectAccounts([account({})], NO_FILTERS))).not.toThrow();
  });

  it('refuses an organization without accounts', () => {
    expect(() => requireAccounts([])).toThrow(
      'expected at least one account to read, but the organization has none',
    );
  });

  it('refuses a selection that leaves out every account, and counts the reasons', () => {
    const planned = selectAccounts(
      [
        account({ state: 'SUSPENDED' }),
        account({ accountId: '222222222222' }),
        account({ accountId: '333333333333', state: 'SUSPENDED' }),
      ],
      { ...NO_FILTERS, excludeAccounts: ['222222222222'] },
    );

    expect(() => requireAccounts(planned)).toThrow(
      'all 3 are left out: 2 × the state is SUSPENDED, 1 × excluded by its id',
    );
  });
});

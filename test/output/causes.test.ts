import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/errors.ts';
import { groupByCause } from '../../src/output/causes.ts';
import type { ManifestAccount } from '../../src/output/manifest.ts';
import { toManifest } from '../../src/output/to-manifest.ts';
import { anOutcome } from '../model/samples.ts';
import { aPlan, aPlannedAccount } from './samples.ts';

/** Accounts of a manifest, each with the errors given as code and operation. */
function accountsWith(
  errors: Readonly<Record<string, readonly (readonly [ErrorCode, string | null])[]>>,
) {
  const { accounts } = toManifest({
    plan: aPlan(Object.keys(errors).map((accountId) => aPlannedAccount({ accountId }))),
    outcomes: Object.entries(errors).map(([accountId, problems]) =>
      anOutcome({
        accountId,
        errors: problems.map(([code, operation]) => ({
          code,
          operation,
          message: `${code} in ${accountId}`,
          remedy: 'mend it',
        })),
      }),
    ),
    files: [],
    finishedAt: '2026-03-01T12:00:00Z',
    tool: { name: 'test', version: '1' },
  });
  return accounts;
}

const idsOf = (accounts: readonly ManifestAccount[]) => accounts.map(({ accountId }) => accountId);

describe('the errors of accounts by cause', () => {
  it('are grouped by code and operation, the most frequent first', () => {
    const causes = groupByCause(
      accountsWith({
        '111111111111': [['ACCESS_DENIED', 'ListUsers']],
        '222222222222': [['ROLE_NOT_ASSUMABLE', 'AssumeRole']],
        '333333333333': [
          ['ACCESS_DENIED', 'ListAccessKeys'],
          ['ROLE_NOT_ASSUMABLE', 'AssumeRole'],
        ],
      }),
    );

    expect(
      causes.map(({ code, operation, accounts }) => [code, operation, idsOf(accounts)]),
    ).toEqual([
      ['ROLE_NOT_ASSUMABLE', 'AssumeRole', ['222222222222', '333333333333']],
      ['ACCESS_DENIED', 'ListUsers', ['111111111111']],
      ['ACCESS_DENIED', 'ListAccessKeys', ['333333333333']],
    ]);
  });

  it('are told in the words of the first account', () => {
    const [cause] = groupByCause(
      accountsWith({
        '111111111111': [['NOT_STARTED', null]],
        '222222222222': [['NOT_STARTED', null]],
      }),
    );

    expect(cause).toMatchObject({
      operation: null,
      message: 'NOT_STARTED in 111111111111',
      remedy: 'mend it',
    });
  });

  it('name an account once for each cause', () => {
    const [cause] = groupByCause(
      accountsWith({
        '111111111111': [
          ['USER_NOT_FOUND', null],
          ['USER_NOT_FOUND', null],
        ],
      }),
    );

    expect(idsOf(cause?.accounts ?? [])).toEqual(['111111111111']);
  });

  it('are none where nothing went wrong', () => {
    expect(groupByCause(accountsWith({ '111111111111': [] }))).toEqual([]);
  });
});

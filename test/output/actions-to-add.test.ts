import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/part.ts';
import { actionsToAdd } from '../../src/output/actions-to-add.ts';
import type { Manifest } from '../../src/output/manifest.ts';
import { manifestAccount, runResult } from '../cli/literals.ts';

function denied(operation: string, changes: Partial<Problem> = {}): Problem {
  const message = `not authorized to perform: iam:${operation} because no identity-based policy`;
  const remedy = `Allow \`iam:${operation}\` in the policy of the role \`reader\`.`;
  return { code: 'ACCESS_DENIED', operation, message, remedy, ...changes };
}

function manifestWith(...errors: readonly (readonly Problem[])[]): Manifest {
  const accounts = errors.map((ofAccount, index) =>
    manifestAccount({ accountId: String(index).padStart(12, '0'), errors: ofAccount }),
  );
  const columns = ['Tags', 'PasswordAge', 'AccountAlias'];
  return runResult({ accounts, columns }).manifest;
}

describe('the actions to add', () => {
  it('are those that were denied, each once, sorted, with the accounts that lack any', () => {
    const alias = denied('ListAccountAliases');

    const { actions, accounts } = actionsToAdd(
      manifestWith([alias], [], [denied('GetAccountSummary'), alias]),
    );

    expect(actions).toEqual(['iam:GetAccountSummary', 'iam:ListAccountAliases']);
    expect(accounts.map(({ accountId }) => accountId)).toEqual(['000000000000', '000000000002']);
  });

  it('leave out what is only tried in place of another', () => {
    const errors = [denied('GetAccountAuthorizationDetails'), denied('ListUserTags')];

    expect(actionsToAdd(manifestWith(errors)).actions).toEqual([
      'iam:GetAccountAuthorizationDetails',
    ]);
  });

  it('include fetching the report where it may not be asked for', () => {
    expect(actionsToAdd(manifestWith([denied('GenerateCredentialReport')])).actions).toEqual([
      'iam:GenerateCredentialReport',
      'iam:GetCredentialReport',
    ]);
  });

  it.each([
    ['an explicit deny', { message: 'with an explicit deny in an identity-based policy' }],
    ['a service control policy', { code: 'DENIED_BY_SERVICE_CONTROL_POLICY' } as const],
    ['throttling', { code: 'THROTTLED' } as const],
    ['the policy of the caller', { remedy: 'Allow it in the policy of arn:aws:iam::1:user/me.' }],
  ])('leave out what %s stands against: the policy of the role cannot help', (_, changes) => {
    const manifest = manifestWith([denied('ListAccountAliases', changes)]);

    expect(actionsToAdd(manifest)).toEqual({ actions: [], accounts: [] });
  });

  it('are none where nothing was denied', () => {
    expect(actionsToAdd(manifestWith([])).actions).toEqual([]);
  });
});

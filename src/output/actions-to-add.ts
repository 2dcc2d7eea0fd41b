import { needOf } from '../columns/need.ts';
import type { Problem } from '../model/part.ts';
import { neededActions } from '../model/permissions.ts';
import type { Manifest, ManifestAccount } from './manifest.ts';

/** What the policy of the role lacks, and where. */
export interface ActionsToAdd {
  /** Such as `iam:ListUsers`, sorted. */
  readonly actions: readonly string[];
  readonly accounts: readonly ManifestAccount[];
}

/**
 * The actions that were denied because no policy allows them. Of those that a run only tries in
 * place of others none is named: with the others allowed it does not.
 */
export function actionsToAdd({ accounts, columns, freshness }: Manifest): ActionsToAdd {
  const lacking = accounts
    .map((account) => ({ account, denied: deniedIn(account) }))
    .filter(({ denied }) => denied.length > 0);
  if (lacking.length === 0) return { actions: [], accounts: [] };
  const denied = new Set(lacking.flatMap((each) => each.denied));
  return {
    actions: neededActions(needOf(columns, freshness)).filter((action) => denied.has(action)),
    accounts: lacking.map(({ account }) => account),
  };
}

/** A report that may not be asked for is not fetched, so whether it could be is not known either. */
function deniedIn({ errors }: ManifestAccount): readonly string[] {
  const operations = errors.filter(isLacking).map(({ operation }) => operation);
  const untried = operations.includes('GenerateCredentialReport') ? ['GetCredentialReport'] : [];
  return [...operations, ...untried].map((operation) => `iam:${operation}`);
}

/**
 * An explicit deny is not mended by allowing more. In its own account the caller may have read with
 * its own credentials, which the remedy then names.
 */
function isLacking({ code, message, remedy }: Problem): boolean {
  const isOfRole = remedy.includes('in the policy of the role');
  return code === 'ACCESS_DENIED' && isOfRole && !message.includes('explicit deny');
}

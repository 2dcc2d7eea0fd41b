import { columnsNamed, organizationNeedOf } from '../columns/select.ts';
import type { OrganizationAccount, OrganizationNeed } from '../model/account.ts';
import { toInstant } from '../model/instant.ts';
import type { Plan, PlanSettings } from '../organization/plan.ts';
import { type AccountFilters, selectAccounts } from '../organization/select-accounts.ts';
import type { Clock, OrganizationDirectory } from '../ports.ts';

export interface PlanRequest {
  /** The accounts to read; `null`: those of the organization. */
  readonly accounts: readonly string[] | null;
  readonly filters: AccountFilters;
  /** `null`: what AWS says, if it is asked for the accounts. */
  readonly organizationId: string | null;
  readonly settings: PlanSettings;
  /** Given from outside, so that a repeated request is the same run; `null`: a new one. */
  readonly runId: string | null;
  /** The run whose good parts are adopted; `null`: none. */
  readonly parentRunId: string | null;
  /** `null`: the process that asks. */
  readonly claimedBy: string | null;
}

export interface PlanPorts {
  readonly directory: OrganizationDirectory;
  readonly clock: Clock;
  /** Six hexadecimal digits. */
  readonly randomHex: () => string;
}

/**
 * Decides what a run will read, which may be nothing. An explicit list of accounts replaces the organization: then AWS
 * Organizations is not asked anything.
 *
 * @throws CollectorError those of the directory.
 */
export async function makePlan(
  request: PlanRequest,
  { directory, clock, randomHex }: PlanPorts,
  signal: AbortSignal,
): Promise<Plan> {
  const listing = request.accounts
    ? { organizationId: null, accounts: request.accounts.map(unlistedAccount) }
    : await directory.listAccounts({ need: organizationNeed(request) }, signal);

  const now = toInstant(clock.now());
  return {
    schemaVersion: 1,
    runId: request.runId ?? `${now.replaceAll(/[-:]/g, '')}-${randomHex()}`,
    parentRunId: request.parentRunId,
    ...(request.claimedBy !== null && { claimedBy: request.claimedBy }),
    startedAt: now,
    collectedAt: now,
    organizationId: request.organizationId ?? listing.organizationId,
    settings: request.settings,
    accounts: selectAccounts(listing.accounts, request.filters),
  };
}

/** Organizational units may decide which accounts are read, and may be columns. */
function organizationNeed({ filters, settings }: PlanRequest): OrganizationNeed {
  const need = organizationNeedOf(columnsNamed(settings.columns));
  const { organizationalUnits, excludeOrganizationalUnits } = filters;
  const decides = organizationalUnits.length > 0 || excludeOrganizationalUnits.length > 0;
  return decides && need === 'nothing' ? 'path' : need;
}

/** What is known of an account that was named and not listed. */
function unlistedAccount(accountId: string): OrganizationAccount {
  return { accountId, accountName: null, state: null, organizationalUnitPath: null };
}

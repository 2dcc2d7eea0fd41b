import { needOf } from '../../columns/need.ts';
import { columnsNamed, organizationNeedOf } from '../../columns/select.ts';
import { EXIT, type ExitStatus } from '../../errors.ts';
import type { OrganizationNeed } from '../../model/account.ts';
import { type CollectorNeed, collectorPolicy } from '../../policies/collector-policy.ts';
import type { PolicyDocument } from '../../policies/document.ts';
import { memberPolicy } from '../../policies/member-policy.ts';
import { memberTrustPolicy } from '../../policies/member-trust-policy.ts';
import type { Settings } from '../../settings/settings.ts';
import type { CommandContext } from '../command-context.ts';
import { type PolicyRequest, policyRequestOf } from '../policy-options.ts';
import { type ParsedOptions, settingsFrom } from '../setting-options.ts';
import { printableJson } from '../terminal-text.ts';

/** `policy`: prints an IAM policy for the settings. Calls nothing. */
export async function policy(
  { io }: CommandContext,
  who: string,
  options: ParsedOptions,
): Promise<ExitStatus> {
  const request = policyRequestOf(who, options);
  const settings = await settingsFrom(options, io.environment);
  io.stdout.write(`${printableJson(documentFor(request, settings), 2)}\n`);
  return EXIT.complete;
}

function documentFor(request: PolicyRequest, settings: Settings): PolicyDocument {
  switch (request.kind) {
    case 'member':
      return memberPolicy(needOf(settings.columns, settings.freshness));
    case 'trust':
      return memberTrustPolicy({ ...settings, ...request });
    case 'collector':
      return collectorPolicy(collectorNeedOf(settings, request));
  }
}

function collectorNeedOf(
  settings: Settings,
  { partition, withOwnAccount }: Extract<PolicyRequest, { readonly kind: 'collector' }>,
): CollectorNeed {
  const { roleName, accounts, kmsKeyId, columns, freshness } = settings;
  return {
    partition,
    roleName,
    accounts,
    organizationalUnits: organizationalUnitsOf(settings),
    places: placesOf(settings),
    kmsKeyId,
    ownAccount: withOwnAccount ? needOf(columns, freshness) : null,
  };
}

/** They decide which accounts are read, or are in a column. */
function organizationalUnitsOf(settings: Settings): OrganizationNeed {
  const { organizationalUnits, excludeOrganizationalUnits, columns } = settings;
  const inColumns = organizationNeedOf(columnsNamed(columns));
  const decide = organizationalUnits.length + excludeOrganizationalUnits.length > 0;
  return decide && inColumns === 'nothing' ? 'path' : inColumns;
}

/** The run store lies below the target unless it is set. */
function placesOf({ target, runStore, bucketOwner: owner }: Settings): CollectorNeed['places'] {
  return [target, ...(runStore === null ? [] : [runStore])].flatMap((place) =>
    place.kind === 's3' ? [{ bucket: place.bucket, prefix: place.prefix, owner }] : [],
  );
}

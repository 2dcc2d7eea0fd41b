import type { Account, ReportStyle } from './account.ts';
import { type AccountSetting, generateAccount } from './account-generator.ts';
import { accountId, iamId, lowerCaseId, secret } from './identifiers.ts';
import { accountName } from './names.ts';
import type { Caller, Organization, OrganizationalUnit } from './organization.ts';
import { Random } from './random.ts';
import { EVERYTHING, makeRole, READS, trustOf } from './roles.ts';
import { toTimestamp } from './timestamp.ts';
import type { UserShares } from './user-generator.ts';

export interface OrganizationOptions {
  readonly seed: string;
  /** How many accounts, the management account included. */
  readonly accounts: number;
  readonly usersPerAccount: number;
  /** Every date lies before it, with whole seconds. */
  readonly now: Date;
  /** @defaultValue `iam-user-data-collector` */
  readonly roleName?: string;
  /** What the roles demand as `sts:ExternalId`; `null` for nothing. @defaultValue null */
  readonly externalId?: string | null;
  /** Where the caller lives; a tooling account is a delegated administrator. @defaultValue 'management' */
  readonly caller?: 'management' | 'tooling';
  /** Shares of users that have something, from 0 to 1. */
  readonly shares?: Partial<UserShares>;
  /** How all reports look. @defaultValue varies by account */
  readonly reportStyle?: Partial<ReportStyle>;
  /** Each account has a credential report that old. @defaultValue none has one */
  readonly reportAgeMinutes?: number;
}

/** An organization that is the same for the same options. */
export function generateOrganization(options: OrganizationOptions): Organization {
  const random = new Random(`${options.seed}/organization`);
  const frame = generateFrame(random, options);
  const accounts = frame.accountIds.map((id, number) =>
    generateMember({ random, options, frame, id, number }),
  );
  return {
    seed: options.seed,
    id: frame.id,
    rootId: frame.rootId,
    partition: 'aws',
    managementAccountId: frame.managementAccountId,
    delegatedAdministrators:
      frame.caller.accountId === frame.managementAccountId ? [] : [frame.caller.accountId],
    organizationalUnits: frame.organizationalUnits,
    accounts,
    caller: frame.caller,
    roleName: frame.roleName,
    externalId: frame.externalId,
  };
}

/** What the accounts of an organization have in common. */
interface Frame {
  readonly id: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly accountIds: readonly string[];
  readonly organizationalUnits: readonly OrganizationalUnit[];
  readonly caller: Caller;
  readonly roleName: string;
  readonly externalId: string | null;
}

function generateFrame(random: Random, options: OrganizationOptions): Frame {
  const rootId = `r-${lowerCaseId(random, 4)}`;
  const ids = new Set<string>();
  while (ids.size < Math.max(1, options.accounts)) ids.add(accountId(random));
  const accountIds = [...ids];
  const managementAccountId = accountIds[0] ?? '';
  const tooling = options.caller === 'tooling' ? accountIds[1] : undefined;
  return {
    id: `o-${lowerCaseId(random, 10)}`,
    rootId,
    managementAccountId,
    accountIds,
    organizationalUnits: generateUnits(random, rootId),
    caller: generateCaller(random, tooling ?? managementAccountId),
    roleName: options.roleName ?? 'iam-user-data-collector',
    externalId: options.externalId ?? null,
  };
}

function generateUnits(random: Random, rootId: string): readonly OrganizationalUnit[] {
  const unit = (name: string, parentId: string): OrganizationalUnit => ({
    id: `ou-${rootId.slice(2)}-${lowerCaseId(random, 8)}`,
    name,
    parentId,
  });
  const workloads = unit('Workloads', rootId);
  return [
    workloads,
    unit('Production', workloads.id),
    unit('Development', workloads.id),
    unit('Sandbox', rootId),
  ];
}

function generateCaller(random: Random, callerAccountId: string): Caller {
  return {
    accountId: callerAccountId,
    roleName: CALLER_ROLE,
    sessionName: 'operator',
    accessKeyId: iamId(random, 'AKIA'),
    secretAccessKey: secret(random),
  };
}

const CALLER_ROLE = 'security-operator';

interface Member {
  readonly random: Random;
  readonly options: OrganizationOptions;
  readonly frame: Frame;
  readonly id: string;
  readonly number: number;
}

function generateMember({ random, options, frame, id, number }: Member): Account {
  const { rootId, organizationalUnits } = frame;
  const unit = organizationalUnits[random.integer(0, organizationalUnits.length - 1)];
  const inRoot = id === frame.managementAccountId || unit === undefined;
  const collector = makeRole(random, {
    accountId: id,
    name: frame.roleName,
    trustPolicy: trustOf(frame.caller.accountId, frame.id, frame.externalId),
    policies: [READS],
  });
  const operator = makeRole(random, {
    accountId: id,
    name: CALLER_ROLE,
    trustPolicy: trustOf(id, frame.id, null),
    policies: [EVERYTHING],
  });
  return generateAccount({
    seed: options.seed,
    id,
    name: accountName(random, number),
    now: toTimestamp(options.now.getTime()),
    organizationalUnitPath: inRoot ? rootId : unitPath(frame, unit),
    users: options.usersPerAccount,
    shares: { ...DEFAULT_SHARES, ...options.shares },
    ...reportOf(options),
    roles: id === frame.caller.accountId ? [collector, operator] : [collector],
  });
}

function reportOf({ reportStyle, reportAgeMinutes, now }: OrganizationOptions): ReportSetting {
  const generatedAt = toTimestamp(now.getTime() - (reportAgeMinutes ?? 0) * 60_000);
  return {
    ...(reportStyle === undefined ? {} : { reportStyle }),
    ...(reportAgeMinutes === undefined ? {} : { reportGeneratedAt: generatedAt }),
  };
}

type ReportSetting = Pick<AccountSetting, 'reportStyle' | 'reportGeneratedAt'>;

/** Two users of five hold access keys, as in the targets of the benchmark. */
export const DEFAULT_SHARES: UserShares = {
  accessKeys: 0.4,
  keysOfOneSecond: 0.1,
  password: 0.6,
  mfa: 0.5,
  signingCertificates: 0.03,
  sshPublicKeys: 0.05,
  serviceSpecificCredentials: 0.05,
};

/** Ids from the root down to the unit. */
function unitPath(frame: Frame, unit: OrganizationalUnit): string {
  const parent = frame.organizationalUnits.find(({ id }) => id === unit.parentId);
  return `${parent === undefined ? frame.rootId : unitPath(frame, parent)}/${unit.id}`;
}

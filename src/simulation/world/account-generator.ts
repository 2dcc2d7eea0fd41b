import type { PolicyDocument } from '../policy/document.ts';
import type { Account, Group, ReportStyle, Role } from './account.ts';
import { iamId, lowerCaseId } from './identifiers.ts';
import { compareNames } from './order.ts';
import { Random } from './random.ts';
import { daysBefore, type Timestamp } from './timestamp.ts';
import type { User } from './user.ts';
import { generateUser, type UserShares } from './user-generator.ts';

export interface AccountSetting {
  readonly seed: string;
  readonly id: string;
  readonly name: string;
  readonly now: Timestamp;
  readonly organizationalUnitPath: string;
  readonly users: number;
  readonly shares: UserShares;
  readonly roles: readonly Role[];
  readonly serviceControlPolicies?: readonly PolicyDocument[];
  /** What is left out varies by the seed. */
  readonly reportStyle?: Partial<ReportStyle>;
  /** When a report was made that exists from the beginning; none if left out. */
  readonly reportGeneratedAt?: Timestamp;
}

/**
 * One account. Its users are made when they are looked at, so that an organization of a thousand
 * accounts costs memory for those accounts only that are being read.
 */
export function generateAccount(setting: AccountSetting): Account {
  const random = new Random(`${setting.seed}/account/${setting.id}`);
  const groups = generateGroups(random, setting);
  const account: Omit<Account, 'users'> = {
    id: setting.id,
    name: setting.name,
    email: `aws+${setting.id}@example.com`,
    state: 'ACTIVE',
    joinedMethod: random.chance(0.8) ? 'CREATED' : 'INVITED',
    joinedAt: daysBefore(setting.now, random.integer(30, 2000)),
    organizationalUnitPath: setting.organizationalUnitPath,
    alias: random.chance(0.7) ? `team-${lowerCaseId(random, 8)}` : null,
    root: {
      createdAt: daysBefore(setting.now, 2100),
      passwordLastUsedAt: random.chance(0.3)
        ? daysBefore(setting.now, random.integer(1, 900))
        : null,
      passwordChangedAt: random.chance(0.5) ? daysBefore(setting.now, 1000) : null,
      mfa: random.chance(0.7),
      accessKeysCreatedAt: random.chance(0.1) ? [daysBefore(setting.now, 1500)] : [],
    },
    roles: setting.roles,
    groups,
    serviceControlPolicies: setting.serviceControlPolicies ?? [],
    report: {
      style: { ...generateReportStyle(random), ...setting.reportStyle },
      existing:
        setting.reportGeneratedAt === undefined
          ? null
          : { generatedAt: setting.reportGeneratedAt, ghosts: [] },
    },
  };
  return withUsers(account, () => generateUsers(setting, groups));
}

function generateUsers(setting: AccountSetting, groups: readonly Group[]): readonly User[] {
  const random = new Random(`${setting.seed}/users/${setting.id}`);
  const common = {
    accountId: setting.id,
    now: setting.now,
    groupNames: groups.map(({ name }) => name),
    shares: setting.shares,
  };
  return Array.from({ length: setting.users }, (_, number) =>
    generateUser(random, common, number),
  ).sort(compareNames);
}

/**
 * Adds users that are made when somebody looks at them and forgotten when nobody does any more:
 * they are the same when they are made again. Users that were put there are kept.
 */
function withUsers(account: Omit<Account, 'users'>, make: () => readonly User[]): Account {
  let kept: readonly User[] | null = null;
  let made: WeakRef<readonly User[]> | null = null;
  return Object.defineProperty(account, 'users', {
    enumerable: true,
    get: () => {
      const known = kept ?? made?.deref();
      if (known !== undefined) return known;
      const users = make();
      made = new WeakRef(users);
      return users;
    },
    set: (users: readonly User[]) => {
      kept = users;
    },
  }) as Account;
}

function generateGroups(random: Random, { id, now }: AccountSetting): readonly Group[] {
  return ['admins', 'Developers', 'read-only'].map((name) => ({
    id: iamId(random, 'AGPA'),
    name,
    path: '/',
    arn: `arn:aws:iam::${id}:group/${name}`,
    createdAt: daysBefore(now, random.integer(10, 2000)),
  }));
}

function generateReportStyle(random: Random): ReportStyle {
  return {
    trueText: random.pick(['true', 'TRUE']),
    dates: random.pick(['Z', '+00:00']),
    additionalColumn: random.chance(0.5),
    quoting: random.pick(['rfc4180', 'none']),
    slotOrder: random.pick(['by id', 'active first', 'newest first']),
    rootPassword: random.pick(['told', 'not_supported']),
  };
}

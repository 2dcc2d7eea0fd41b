import type { FactName, Freshness } from './facts.ts';
import { compareText } from './text-order.ts';

/** The IAM actions behind a fact. */
export interface FactActions {
  /** Called for the account, or for users who have what it tells of. */
  readonly primary: readonly string[];
  /** Called for users that are not in the credential report yet. */
  readonly newerUsers: readonly string[];
  /** Called only where a primary action is denied. */
  readonly fallback: readonly string[];
}

const REPORT = ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'] as const;

/** With `report` freshness. */
const FROM_REPORT: Readonly<Record<FactName, FactActions>> = {
  identity: actions({ primary: ['iam:GetAccountAuthorizationDetails', 'iam:ListUsers'] }),
  tags: actions({
    primary: ['iam:GetAccountAuthorizationDetails'],
    fallback: ['iam:ListUserTags'],
  }),
  groups: actions({
    primary: ['iam:GetAccountAuthorizationDetails'],
    fallback: ['iam:ListGroupsForUser'],
  }),
  policies: actions({ primary: ['iam:GetAccountAuthorizationDetails'] }),
  signIn: actions({ primary: ['iam:ListUsers'] }),
  password: actions({ primary: REPORT, newerUsers: ['iam:GetLoginProfile'] }),
  passwordAge: actions({ primary: REPORT, newerUsers: ['iam:GetLoginProfile'] }),
  passwordDates: actions({ primary: REPORT, newerUsers: ['iam:GetLoginProfile'] }),
  mfa: actions({ primary: REPORT, newerUsers: ['iam:ListMFADevices'] }),
  mfaDevices: actions({ primary: ['iam:ListMFADevices'] }),
  accessKeys: actions({ primary: [...REPORT, 'iam:ListAccessKeys'] }),
  accessKeyDates: actions({ primary: REPORT, newerUsers: ['iam:ListAccessKeys'] }),
  accessKeyStatus: actions({ primary: [...REPORT, 'iam:ListAccessKeys'] }),
  accessKeyLastUse: actions({
    primary: [...REPORT, 'iam:GetAccessKeyLastUsed'],
    newerUsers: ['iam:ListAccessKeys'],
  }),
  signingCertificates: actions({ primary: [...REPORT, 'iam:ListSigningCertificates'] }),
  sshPublicKeys: actions({ primary: ['iam:ListSSHPublicKeys'] }),
  serviceSpecificCredentials: actions({ primary: ['iam:ListServiceSpecificCredentials'] }),
  alias: actions({ primary: ['iam:ListAccountAliases'] }),
  // Known from the report that other facts need, and no reason to ask for one.
  credentialReportTime: actions({}),
  summary: actions({ primary: ['iam:GetAccountSummary'] }),
};

/**
 * Facts need calls, calls need permissions: this is where they are tied together. With `live`
 * freshness every user is asked about, and the report tells only when a password was last changed.
 */
export const ACTIONS: Readonly<Record<Freshness, Readonly<Record<FactName, FactActions>>>> = {
  report: FROM_REPORT,
  live: {
    ...FROM_REPORT,
    password: actions({ primary: ['iam:GetLoginProfile'] }),
    passwordAge: actions({ primary: [...REPORT, 'iam:GetLoginProfile'] }),
    passwordDates: actions({ primary: [...REPORT, 'iam:GetLoginProfile'] }),
    mfa: actions({ primary: ['iam:ListMFADevices'] }),
    accessKeys: actions({ primary: ['iam:ListAccessKeys'] }),
    accessKeyDates: actions({ primary: ['iam:ListAccessKeys'] }),
    accessKeyStatus: actions({ primary: ['iam:ListAccessKeys'] }),
    accessKeyLastUse: actions({ primary: ['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'] }),
    signingCertificates: actions({ primary: ['iam:ListSigningCertificates'] }),
  },
};

/** What a run is to know, and how fresh. */
export interface Need {
  readonly facts: Iterable<FactName>;
  readonly freshness: Freshness;
}

/** The actions without which something would stay unknown, sorted: no fallback is among them. */
export function neededActions(need: Need): readonly string[] {
  return distinct(behind(need).flatMap(({ primary, newerUsers }) => [...primary, ...newerUsers]));
}

/** Every action that a run may call, sorted. */
export function possibleActions(need: Need): readonly string[] {
  return distinct(behind(need).flatMap((actionsOfFact) => Object.values(actionsOfFact).flat()));
}

/** Whether the credential report is asked for. */
export function needsReport(need: Need): boolean {
  return neededActions(need).includes('iam:GetCredentialReport');
}

function behind({ facts, freshness }: Need): readonly FactActions[] {
  return [...facts].map((fact) => ACTIONS[freshness][fact]);
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText);
}

function actions(given: Partial<FactActions>): FactActions {
  return { primary: [], newerUsers: [], fallback: [], ...given };
}

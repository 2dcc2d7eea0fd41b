import type { FactName } from './facts.ts';
import { compareText } from './text-order.ts';

/** The IAM actions behind a fact. */
export interface FactActions {
  /** Called for every account. */
  readonly primary: readonly string[];
  /** Called for users that are not in the credential report yet. */
  readonly newerUsers: readonly string[];
  /** Called only where a primary action is denied. */
  readonly fallback: readonly string[];
}

const REPORT = ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'] as const;

/** Facts need calls, calls need permissions: this is where they are tied together. */
export const ACTIONS: Readonly<Record<FactName, FactActions>> = {
  identity: {
    primary: ['iam:GetAccountAuthorizationDetails', 'iam:ListUsers'],
    newerUsers: [],
    fallback: ['iam:ListUserTags', 'iam:ListGroupsForUser'],
  },
  signIn: { primary: ['iam:ListUsers'], newerUsers: [], fallback: [] },
  password: { primary: REPORT, newerUsers: ['iam:GetLoginProfile'], fallback: [] },
  mfa: { primary: REPORT, newerUsers: ['iam:ListMFADevices'], fallback: [] },
  accessKeys: { primary: [...REPORT, 'iam:ListAccessKeys'], newerUsers: [], fallback: [] },
  accessKeyLastUse: {
    primary: [...REPORT, 'iam:GetAccessKeyLastUsed'],
    newerUsers: [],
    fallback: [],
  },
  signingCertificates: {
    primary: [...REPORT, 'iam:ListSigningCertificates'],
    newerUsers: [],
    fallback: [],
  },
  alias: { primary: ['iam:ListAccountAliases'], newerUsers: [], fallback: [] },
  summary: { primary: ['iam:GetAccountSummary'], newerUsers: [], fallback: [] },
};

/** Every action that a run for these facts may call, sorted. */
export function actionsFor(facts: Iterable<FactName>): readonly string[] {
  const actions = [...facts].flatMap((fact) => Object.values(ACTIONS[fact]).flat());
  return [...new Set(actions)].sort(compareText);
}

import { expect } from 'vitest';
import type { FaultEffect, FaultRule } from '../../../src/simulation/index.ts';
import {
  BOTH_PLACES,
  describeEnds,
  describeGaps,
  describeHarmless,
  describeRefusals,
} from '../../helpers/fault-rows.ts';
import type { FaultScene } from '../../helpers/fault-scene.ts';
import { removeRole } from '../../helpers/organizations.ts';

const EXPIRED = { kind: 'expired' } as const;

/** What AWS says of credentials that it does not know any more. */
const REVOKED: FaultEffect = { kind: 'error', code: 'InvalidClientTokenId', status: 403 };

const UNKNOWN_TO_S3: FaultEffect = { kind: 'error', code: 'InvalidAccessKeyId', status: 403 };

const DENIED: FaultEffect = { kind: 'error', code: 'AccessDenied', status: 403 };

/** So many calls go well: the five that ask for the report and the lists, and no more. */
const LISTS_READ = { after: 5 };

/** With which a user is asked about if there is no report. */
const WITHOUT_REPORT = [
  'GetCredentialReport',
  'GetLoginProfile',
  'ListAccessKeys',
  'ListMFADevices',
  'ListSigningCertificates',
];

const ONE_AT_A_TIME = ['--concurrency', '1'];

function iamOf({ victim }: FaultScene): NonNullable<FaultRule['match']> {
  return { service: 'iam', accountId: victim.id };
}

function assumeRoleIn({ victim }: FaultScene): NonNullable<FaultRule['match']> {
  return { operation: 'AssumeRole', accountId: victim.id };
}

/** Whatever happens to a session, it is renewed once at most. */
function renewedOnce({ simulation, victim }: FaultScene): void {
  expect(simulation.calls.count('sts:AssumeRole', victim.id)).toBe(2);
}

describeHarmless([
  {
    what: 'the session of an account expires between the lists and the report',
    arrange: ({ simulation, victim }) => {
      const report = { operation: 'GetCredentialReport', accountId: victim.id };
      simulation.before(report, 1, () => simulation.expireSessions(victim.id));
    },
    places: BOTH_PLACES,
    also: renewedOnce,
  },
  {
    what: 'the session of an account expires before its first call',
    arrange: ({ simulation, victim }) => {
      simulation.before({ service: 'iam', accountId: victim.id }, 1, () =>
        simulation.expireSessions(victim.id),
      );
    },
    also: renewedOnce,
  },
  {
    what: 'the session of an account expires between two calls about users',
    arrange: ({ simulation, victim }) => {
      const keys = { operation: 'ListAccessKeys', accountId: victim.id };
      simulation.before(keys, 2, () => simulation.expireSessions(victim.id));
    },
    also: renewedOnce,
  },
  {
    what: 'the role of an account is made anew in the middle, which ends its sessions',
    faults: (scene) => [{ match: iamOf(scene), after: 5, times: 1, effect: REVOKED }],
    also: renewedOnce,
  },
  {
    what: 'AWS STS fails when a session is to be renewed',
    faults: (scene) => [
      { match: iamOf(scene), after: 3, times: 1, effect: EXPIRED },
      { match: assumeRoleIn(scene), after: 1, times: 3, effect: { kind: 'status', status: 503 } },
    ],
  },
]);

describeGaps([
  {
    what: 'its role cannot be assumed',
    faults: (scene) => [{ match: assumeRoleIn(scene), effect: DENIED }],
    places: BOTH_PLACES,
    gaps: ({ victim }) => [
      { account: victim, outcome: 'failed', causes: ['ROLE_NOT_ASSUMABLE AssumeRole'] },
    ],
  },
  {
    what: 'its session expires, and so does the next one',
    faults: (scene) => [{ match: iamOf(scene), ...LISTS_READ, effect: EXPIRED }],
    gaps: ({ victim }) => [
      {
        account: victim,
        outcome: 'partial',
        causes: WITHOUT_REPORT.map((operation) => `SESSION_EXPIRED ${operation}`),
        denied: WITHOUT_REPORT,
      },
    ],
    also: renewedOnce,
  },
  {
    what: 'its role is deleted after the lists were read, which ends the session',
    faults: (scene) => [
      { match: iamOf(scene), ...LISTS_READ, effect: REVOKED },
      { match: assumeRoleIn(scene), after: 1, effect: DENIED },
    ],
    gaps: ({ victim }) => [
      {
        account: victim,
        outcome: 'partial',
        causes: ['ROLE_NOT_ASSUMABLE AssumeRole'],
        denied: WITHOUT_REPORT,
      },
    ],
    also: renewedOnce,
  },
  {
    what: 'its role loses its policies after the lists were read',
    arrange: ({ simulation, victim }) => {
      const first = { operation: 'GetCredentialReport', accountId: victim.id };
      simulation.before(first, 1, () => removeRole(victim));
    },
    gaps: ({ victim }) => [
      {
        account: victim,
        outcome: 'partial',
        causes: WITHOUT_REPORT.map((operation) => `ACCESS_DENIED ${operation}`),
        denied: WITHOUT_REPORT,
      },
    ],
  },
]);

describeEnds(4, [
  {
    what: 'the credentials of the caller expire in the middle',
    faults: () => [{ match: { operation: 'AssumeRole' }, after: 2, effect: EXPIRED }],
    flags: ONE_AT_A_TIME,
    places: BOTH_PLACES,
    cause: 'CREDENTIALS_EXPIRED at AssumeRole',
  },
  {
    what: 'the credentials of the caller are revoked in the middle',
    faults: () => [{ match: { operation: 'AssumeRole' }, after: 2, effect: REVOKED }],
    flags: ONE_AT_A_TIME,
    places: BOTH_PLACES,
    cause: 'CREDENTIALS_INVALID at AssumeRole',
  },
  {
    what: "they expire while the caller's own account is read without a role",
    arrange: ({ own }) => removeRole(own),
    faults: ({ own }) => [
      { match: { service: 'iam', accountId: own.id }, ...LISTS_READ, effect: EXPIRED },
    ],
    cause: 'CREDENTIALS_EXPIRED at GetCredentialReport',
  },
  {
    what: "they are revoked while the caller's own account is read without a role",
    arrange: ({ own }) => removeRole(own),
    faults: ({ own }) => [
      { match: { service: 'iam', accountId: own.id }, ...LISTS_READ, effect: REVOKED },
    ],
    cause: 'CREDENTIALS_INVALID at GetCredentialReport',
  },
  {
    what: 'they expire when a part is to be kept',
    faults: () => [{ match: { service: 's3', key: '*/parts/*' }, effect: EXPIRED }],
    places: ['a bucket'],
    cause: 'CREDENTIALS_EXPIRED at PutObject',
  },
  {
    what: 'they are revoked when the data is to be published',
    faults: () => [{ match: { service: 's3', key: 'iam/IAM_*' }, effect: UNKNOWN_TO_S3 }],
    places: ['a bucket'],
    cause: 'CREDENTIALS_INVALID at PutObject',
  },
]);

describeRefusals(4, [
  {
    what: 'the credentials of the caller have expired',
    faults: () => [{ match: { service: 'sts' }, effect: EXPIRED }],
    cause: 'CREDENTIALS_EXPIRED at GetCallerIdentity',
  },
  {
    what: 'the credentials of the caller are revoked',
    faults: () => [{ match: { service: 'sts' }, effect: REVOKED }],
    cause: 'CREDENTIALS_INVALID at GetCallerIdentity',
  },
  {
    what: 'they expire while the accounts are listed',
    faults: () => [{ match: { service: 'organizations' }, effect: EXPIRED }],
    cause: 'CREDENTIALS_EXPIRED at ListAccounts',
  },
]);

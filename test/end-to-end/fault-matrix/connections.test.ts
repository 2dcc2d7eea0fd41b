import type { FaultEffect, FaultRule } from '../../../src/simulation/index.ts';
import {
  BOTH_PLACES,
  describeEnds,
  describeFailures,
  describeGaps,
  describeHarmless,
  describeRefusals,
  type FaultRow,
} from '../../helpers/fault-rows.ts';
import { FEW_ATTEMPTS } from '../../helpers/run-simulated.ts';

/** Long enough for any answer of the simulation, however busy the machine is. */
const SHORT = { connectMs: 2_000, answerMs: 1_000, firstAnswerMs: 1_000, idleMs: 1_000 };

const HANG = { kind: 'hang' } as const;

/** Four calls in ten, of every service. */
function often(what: string, ...effects: readonly FaultEffect[]): FaultRow {
  return {
    what: `four calls in ten ${what}`,
    faults: () =>
      effects.map((effect) => ({ probability: 0.4 / effects.length, seed: what, effect })),
    places: BOTH_PLACES,
  };
}

function always(effect: FaultEffect, match: FaultRule['match']): FaultRule {
  return match === undefined ? { effect } : { match, effect };
}

describeHarmless([
  often('get an error 500 of AWS', { kind: 'error', code: 'InternalFailure', status: 500 }),
  often('get an error 503 of AWS', { kind: 'error', code: 'ServiceUnavailable', status: 503 }),
  often('get a 500 with the HTML of a load balancer', { kind: 'status', status: 500 }),
  often('get a 503 with the HTML of a load balancer', { kind: 'status', status: 503 }),
  often('lose their connection', { kind: 'reset' }),
  often('lose their answer after they took effect', { kind: 'reset', answered: true }),
  often('get half of an answer', { kind: 'cut' }),
  often('get their answer in drops', { kind: 'drip', ms: 20 }),
  often(
    'meet all of that',
    { kind: 'throttle' },
    { kind: 'status', status: 502 },
    { kind: 'reset' },
    { kind: 'reset', answered: true },
    { kind: 'cut' },
  ),
  {
    what: 'four calls in ten get XML or JSON that does not close',
    faults: () =>
      (['iam', 'sts', 'organizations'] as const).map((service) => ({
        match: { service },
        probability: 0.4,
        seed: service,
        effect: { kind: 'malformed' },
      })),
  },
  {
    what: 'one call in ten gets no answer at all',
    faults: () => [{ probability: 0.1, seed: 'hang', effect: HANG }],
    timeouts: SHORT,
    places: BOTH_PLACES,
  },
]);

describeGaps([
  {
    what: 'ListUsers of one account fails for good',
    faults: ({ victim }) => [
      always(
        { kind: 'error', code: 'ServiceFailure', status: 500 },
        { operation: 'ListUsers', accountId: victim.id },
      ),
    ],
    retry: FEW_ATTEMPTS,
    gaps: ({ victim }) => [
      {
        account: victim,
        outcome: 'partial',
        causes: ['AWS_UNAVAILABLE ListUsers'],
        denied: ['ListUsers'],
      },
    ],
  },
  {
    what: 'the bulk list of one account is nothing but HTML',
    faults: ({ victim }) => [
      always(
        { kind: 'status', status: 503 },
        { operation: 'GetAccountAuthorizationDetails', accountId: victim.id },
      ),
    ],
    retry: FEW_ATTEMPTS,
    gaps: ({ victim }) => [
      {
        account: victim,
        outcome: 'partial',
        causes: ['AWS_UNAVAILABLE GetAccountAuthorizationDetails'],
        // Nor are they asked about user by user: that would add to the trouble of AWS.
        denied: ['GetAccountAuthorizationDetails', 'ListUserTags', 'ListGroupsForUser'],
      },
    ],
  },
  {
    what: 'ListUsers of one account gets no answer',
    faults: ({ victim }) => [always(HANG, { operation: 'ListUsers', accountId: victim.id })],
    retry: FEW_ATTEMPTS,
    timeouts: SHORT,
    gaps: ({ victim }) => [
      {
        account: victim,
        outcome: 'partial',
        causes: ['CONNECTION_FAILED ListUsers'],
        denied: ['ListUsers'],
      },
    ],
  },
  {
    what: 'the answers of one account come slower than anybody waits',
    faults: ({ victim }) => [
      always({ kind: 'drip', ms: 30_000 }, { operation: 'ListUsers', accountId: victim.id }),
    ],
    retry: FEW_ATTEMPTS,
    timeouts: SHORT,
    gaps: ({ victim }) => [
      {
        account: victim,
        outcome: 'partial',
        causes: ['CONNECTION_FAILED ListUsers'],
        denied: ['ListUsers'],
      },
    ],
  },
  {
    what: 'no answer of one account is whole',
    faults: ({ victim }) => [always({ kind: 'cut' }, { service: 'iam', accountId: victim.id })],
    retry: FEW_ATTEMPTS,
    places: BOTH_PLACES,
    gaps: ({ victim }) => [
      { account: victim, outcome: 'failed', causes: FIRST_CALLS.map(named('CONNECTION_FAILED')) },
    ],
  },
  {
    what: 'no XML of one account closes',
    faults: ({ victim }) => [
      always({ kind: 'malformed' }, { service: 'iam', accountId: victim.id }),
    ],
    retry: FEW_ATTEMPTS,
    gaps: ({ victim }) => [
      { account: victim, outcome: 'failed', causes: FIRST_CALLS.map(named('RESPONSE_INVALID')) },
    ],
  },
]);

describeGaps([
  {
    what: 'the network is gone after the first account',
    faults: () => [{ match: { operation: 'AssumeRole' }, after: 1, effect: { kind: 'reset' } }],
    retry: FEW_ATTEMPTS,
    flags: ['--concurrency', '1'],
    gaps: ({ organization }) =>
      organization.accounts
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .slice(1)
        .map((account) => ({
          account,
          outcome: 'failed',
          causes: ['CONNECTION_FAILED AssumeRole'],
        })),
  },
]);

/** Made side by side before anything else. */
const FIRST_CALLS = [
  'GenerateCredentialReport',
  'GetAccountAuthorizationDetails',
  'GetAccountSummary',
  'ListAccountAliases',
  'ListUsers',
];

function named(code: string): (operation: string) => string {
  return (operation) => `${code} ${operation}`;
}

describeFailures([
  {
    what: 'IAM answers nobody',
    faults: () => [always({ kind: 'reset' }, { service: 'iam' })],
    retry: FEW_ATTEMPTS,
    places: BOTH_PLACES,
    causes: FIRST_CALLS.map(named('CONNECTION_FAILED')),
  },
  {
    what: 'IAM hangs',
    faults: () => [always(HANG, { service: 'iam' })],
    retry: FEW_ATTEMPTS,
    timeouts: SHORT,
    causes: FIRST_CALLS.map(named('CONNECTION_FAILED')),
  },
  {
    what: 'IAM is down',
    faults: () => [always({ kind: 'status', status: 503 }, { service: 'iam' })],
    retry: FEW_ATTEMPTS,
    causes: FIRST_CALLS.map(named('AWS_UNAVAILABLE')),
  },
]);

describeEnds(1, [
  {
    what: 'Amazon S3 is down once the run has begun',
    faults: () => [{ match: { service: 's3' }, after: 2, effect: { kind: 'status', status: 503 } }],
    retry: FEW_ATTEMPTS,
    places: ['a bucket'],
    cause: 'STORE_FAILED at PutObject',
  },
]);

describeEnds(130, [
  {
    what: 'somebody presses Ctrl-C',
    flags: ['--concurrency', '1'],
    interruptAfter: 2,
    places: BOTH_PLACES,
    cause: 'INTERRUPTED',
  },
]);

describeRefusals(1, [
  {
    what: 'nothing answers',
    faults: () => [always({ kind: 'reset' }, undefined)],
    retry: FEW_ATTEMPTS,
    cause: 'ENDPOINT_UNREACHABLE at GetCallerIdentity',
  },
  {
    what: 'everything hangs',
    faults: () => [always(HANG, undefined)],
    retry: FEW_ATTEMPTS,
    timeouts: SHORT,
    cause: 'ENDPOINT_UNREACHABLE at GetCallerIdentity',
  },
  {
    what: 'AWS Organizations is down',
    faults: () => [always({ kind: 'status', status: 500 }, { service: 'organizations' })],
    retry: FEW_ATTEMPTS,
    cause: 'AWS_UNAVAILABLE at ListAccounts',
  },
  {
    what: 'no JSON of AWS Organizations closes',
    faults: () => [always({ kind: 'malformed' }, { service: 'organizations' })],
    retry: FEW_ATTEMPTS,
    cause: 'RESPONSE_INVALID at ListAccounts',
  },
]);

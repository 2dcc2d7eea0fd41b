import { expect, it } from 'vitest';
import type { FaultRule } from '../../../src/simulation/index.ts';
import {
  BOTH_PLACES,
  describeEnds,
  describeFailures,
  describeGaps,
  describeHarmless,
  describeRefusals,
  inScene,
} from '../../helpers/fault-rows.ts';
import { FEW_ATTEMPTS } from '../../helpers/run-simulated.ts';

const THROTTLE = { kind: 'throttle' } as const;

function throttled(rule: Omit<FaultRule, 'effect'>): FaultRule {
  return { ...rule, effect: THROTTLE };
}

describeHarmless([
  {
    what: 'a tenth of all calls is throttled',
    faults: () => [throttled({ probability: 0.1, seed: 'a tenth' })],
    places: BOTH_PLACES,
  },
  {
    what: 'four calls in ten are throttled',
    faults: () => [throttled({ probability: 0.4, seed: 'four in ten' })],
    places: BOTH_PLACES,
  },
  {
    what: 'a tenth of all calls is throttled, and every user is asked about',
    faults: () => [throttled({ probability: 0.1, seed: 'a tenth, live' })],
    freshness: 'live',
  },
  {
    what: 'AssumeRole is throttled in every account for a while',
    faults: () => [throttled({ match: { operation: 'AssumeRole' }, times: 12 })],
  },
  {
    what: 'GenerateCredentialReport is throttled for a while',
    faults: () => [throttled({ match: { operation: 'GenerateCredentialReport' }, times: 12 })],
  },
  {
    what: 'AWS Organizations throttles for a while',
    faults: () => [throttled({ match: { service: 'organizations' }, times: 6 })],
  },
  {
    what: 'Amazon S3 answers SlowDown to four requests in ten',
    faults: () => [throttled({ match: { service: 's3' }, probability: 0.4, seed: 'slow' })],
    places: ['a bucket'],
  },
]);

describeGaps([
  {
    what: 'every call about one user is throttled for good',
    faults: ({ victim, user }) => [
      throttled({ match: { accountId: victim.id, userName: user.name } }),
    ],
    retry: FEW_ATTEMPTS,
    gaps: ({ victim, user }) => [
      {
        account: victim,
        outcome: 'partial',
        causes: ['THROTTLED ListAccessKeys'],
        deniedFor: { [user.name]: ['ListAccessKeys'] },
      },
    ],
  },
  {
    what: 'AssumeRole is throttled for good in one account',
    faults: ({ victim }) => [
      throttled({ match: { operation: 'AssumeRole', accountId: victim.id } }),
    ],
    retry: FEW_ATTEMPTS,
    places: BOTH_PLACES,
    gaps: ({ victim }) => [
      { account: victim, outcome: 'failed', causes: ['THROTTLED AssumeRole'] },
    ],
  },
]);

describeEnds(1, [
  {
    what: 'Amazon S3 answers SlowDown for good, but for the plan',
    faults: () => [throttled({ match: { service: 's3' }, after: 2 })],
    retry: FEW_ATTEMPTS,
    places: ['a bucket'],
    cause: 'STORE_FAILED at PutObject',
  },
]);

describeFailures([
  {
    what: 'IAM throttles every call for good',
    faults: () => [throttled({ match: { service: 'iam' } })],
    retry: { ...FEW_ATTEMPTS, throttled: { attempts: 2, baseMs: 1, capMs: 1 } },
    causes: [
      'THROTTLED GenerateCredentialReport',
      'THROTTLED GetAccountAuthorizationDetails',
      'THROTTLED GetAccountSummary',
      'THROTTLED ListAccountAliases',
      'THROTTLED ListUsers',
    ],
  },
  {
    what: 'AssumeRole is throttled for good in every account',
    faults: () => [throttled({ match: { operation: 'AssumeRole' } })],
    retry: FEW_ATTEMPTS,
    places: BOTH_PLACES,
    causes: ['THROTTLED AssumeRole'],
  },
]);

describeRefusals(1, [
  {
    what: 'every call is throttled for good',
    faults: () => [throttled({})],
    retry: FEW_ATTEMPTS,
    cause: 'THROTTLED at GetCallerIdentity',
  },
  {
    what: 'AWS Organizations throttles for good',
    faults: () => [throttled({ match: { service: 'organizations' } })],
    retry: FEW_ATTEMPTS,
    cause: 'THROTTLED at ListAccounts',
  },
]);

it('the manifest counts how often the calls about an account were throttled', async () => {
  const faults = () => [
    throttled({ match: { service: 'iam' }, probability: 0.4, seed: 'counted' }),
    throttled({ match: { operation: 'AssumeRole' }, times: 3 }),
  ];
  await inScene({ what: 'counted', faults }, 'a directory', async (scene) => {
    const { manifest } = await scene.run();

    const counts = manifest?.accounts.map(({ throttles }) => throttles) ?? [];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(scene.simulation.calls.throttles);
    expect(scene.simulation.calls.throttles).toBeGreaterThan(10);
  });
});

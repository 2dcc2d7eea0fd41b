import type { FaultEffect, FaultRule } from '../../../src/simulation/index.ts';
import { describeGaps, describeHarmless, describeRefusals } from '../../helpers/fault-rows.ts';
import type { FaultScene } from '../../helpers/fault-scene.ts';
import { FEW_ATTEMPTS } from '../../helpers/run-simulated.ts';

/** Every list has several pages. */
const SHORT_PAGES = { pages: { maximum: 2 } };

const DOWN: FaultEffect = { kind: 'status', status: 503 };

/** The first page comes, and no further one does. */
function withoutSecondPage({ victim }: FaultScene, operation: string): FaultRule {
  return { match: { operation, accountId: victim.id }, after: 1, effect: DOWN };
}

describeHarmless([
  {
    what: 'every other page of every list has to be asked for again',
    behaviour: SHORT_PAGES,
    faults: () => [{ probability: 0.5, seed: 'pages', effect: DOWN }],
  },
]);

describeGaps([
  {
    what: 'ListUsers gives its first page only',
    behaviour: SHORT_PAGES,
    faults: (scene) => [withoutSecondPage(scene, 'ListUsers')],
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
    what: 'neither list of users gives more than its first page',
    behaviour: SHORT_PAGES,
    faults: (scene) => [
      withoutSecondPage(scene, 'ListUsers'),
      withoutSecondPage(scene, 'GetAccountAuthorizationDetails'),
    ],
    retry: FEW_ATTEMPTS,
    gaps: ({ victim }) => [
      {
        account: victim,
        outcome: 'failed',
        causes: ['AWS_UNAVAILABLE GetAccountAuthorizationDetails', 'AWS_UNAVAILABLE ListUsers'],
      },
    ],
  },
  {
    what: 'nothing says how many users there are',
    faults: ({ victim }) => [
      { match: { operation: 'GetAccountSummary', accountId: victim.id }, effect: DOWN },
    ],
    retry: FEW_ATTEMPTS,
    gaps: ({ victim }) => [
      { account: victim, outcome: 'partial', causes: ['AWS_UNAVAILABLE GetAccountSummary'] },
    ],
  },
]);

describeRefusals(1, [
  {
    what: 'AWS Organizations gives the first page of accounts only',
    behaviour: SHORT_PAGES,
    faults: () => [{ match: { operation: 'ListAccounts' }, after: 1, effect: DOWN }],
    retry: FEW_ATTEMPTS,
    cause: 'AWS_UNAVAILABLE at ListAccounts',
  },
]);

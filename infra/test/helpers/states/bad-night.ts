import {
  type Account,
  type FaultRule,
  generateOrganization,
} from '../../../../src/simulation/index.ts';
import { byBytes } from '../../../../test/helpers/expected-text.ts';
import { deny } from '../../../../test/helpers/organizations.ts';
import { type DeployedRun, deployRun } from './deployed-run.ts';
import { answerLost, deliveredTwice, killed, type Mishap, refused } from './mishaps.ts';
import type { Retry } from './services.ts';
import { executionArn, startExecution } from './start-execution.ts';

const BATCH = 10;
const AT_A_TIME = 4;

/** When the run of the night was due: the start of a minute. */
const DUE = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
const SCHEDULED = {
  'detail-type': 'Scheduled Event',
  time: DUE,
  resources: ['arn:aws:scheduler:us-east-1:111122223333:schedule/default/daily'],
};

/** A collector of 300 accounts that is deployed, and the accounts in which something goes wrong. */
export async function deployedForBadNight() {
  const organization = generateOrganization({
    seed: 'a bad night',
    accounts: 300,
    usersPerAccount: 2,
    now: new Date(),
    externalId: 'agreed',
    caller: 'tooling',
    reportAgeMinutes: 30,
  });
  const run = await deployRun(organization, {
    MaxConcurrency: AT_A_TIME,
    MaxItemsPerBatch: BATCH,
  });
  const accounts = [...organization.accounts].sort((a, b) => byBytes(a.id, b.id));
  const inBatch = (batch: number, place: number) => accountIn(accounts, batch * BATCH + place, run);
  return {
    run,
    accounts,
    /** No role, each in a batch of its own. */
    withoutRole: [inBatch(0, 3), inBatch(7, 3)],
    /** The keys of its users may not be listed. */
    denied: inBatch(3, 3),
    /** The function ends while it reads it. */
    slow: inBatch(5, 3),
    /** The connection is reset until the batch is tried again. */
    unlucky: inBatch(9, 3),
    /** The connection is always reset. */
    hopeless: inBatch(12, 3),
    /** Its batch is delivered twice. */
    twice: inBatch(15, 3),
    /** Its batch has to wait once for a place. */
    crowded: inBatch(18, 3),
    /** Its batch never gets a place. */
    lost: inBatch(21, 3),
    lostBatch: accounts.slice(21 * BATCH, 22 * BATCH),
  } as const;
}

export type Deployment = Awaited<ReturnType<typeof deployedForBadNight>>;

/** Never the one of the collector, which can be read without a role. */
function accountIn(accounts: readonly Account[], index: number, run: DeployedRun): Account {
  const isHome = accounts[index]?.id === run.simulation.organization.caller.accountId;
  const account = accounts[isHome ? index + 1 : index];
  if (account === undefined) throw new RangeError(`no account ${index}`);
  return account;
}

/** Two executions of the same night, for the schedule may fire twice. */
export async function badNight(deployment: Deployment) {
  const { run, withoutRole, denied, unlucky } = deployment;
  const { simulation } = run;
  for (const account of withoutRole) account.roles = [];
  deny(denied, ['ListAccessKeys']);
  const retries: Retry[] = [];
  const over = new Set<FaultRule>();
  const rules = faults(deployment);
  const lift = (rule: FaultRule) => {
    over.add(rule);
    simulation.setFaults(Object.values(rules).filter((each) => !over.has(each)));
  };
  simulation.setFaults(Object.values(rules));
  const circumstances = {
    mishaps: mishaps(deployment, () => lift(rules.slow)),
    onRetry: (retry: Retry) => {
      retries.push(retry);
      if (JSON.stringify(retry.input).includes(unlucky.id)) lift(rules.unlucky);
    },
  };
  const executions = await Promise.all(
    ['first', 'second'].map((name) => startExecution(run, name, SCHEDULED, circumstances)),
  );
  return { executions, retries } as const;
}

function faults({ slow, unlucky, hopeless }: Deployment) {
  const reset = (accountId: string): FaultRule => ({
    match: { operation: 'AssumeRole', accountId },
    effect: { kind: 'reset' },
  });
  return {
    slow: { match: { service: 'iam', accountId: slow.id }, effect: { kind: 'hang' } } as FaultRule,
    unlucky: reset(unlucky.id),
    hopeless: reset(hopeless.id),
  } as const;
}

function mishaps(deployment: Deployment, onKilled: () => void): readonly Mishap[] {
  const { slow, twice, crowded, lost, accounts, run } = deployment;
  const neighbour = accounts[accounts.indexOf(slow) + 1]?.id;
  const written = { operation: 'PutObject', key: `*/parts/${neighbour}.jsonl.gz` };
  const halfWay = new Promise<void>((resolve) => {
    run.simulation.before(written, 1, resolve);
  });
  return [
    { about: executionArn('first'), happen: answerLost('Lambda.Unknown') },
    { about: executionArn('second'), happen: answerLost('Lambda.Unknown') },
    { about: slow.id, happen: killed('Sandbox.Timedout', halfWay.then(onKilled)) },
    { about: twice.id, happen: deliveredTwice() },
    { about: crowded.id, happen: refused('Lambda.TooManyRequestsException') },
    { about: lost.id, times: 6, happen: refused('Lambda.TooManyRequestsException') },
    { about: 'DistributedPublishFunction', happen: answerLost('Lambda.Unknown') },
  ];
}

/** The next morning: the roles are there, the network works, and somebody has the rest read. */
export function morningAfter({ run, withoutRole, twice }: Deployment, runId: string) {
  const { simulation } = run;
  for (const account of withoutRole) {
    account.roles = twice.roles.map((role) => ({
      ...role,
      arn: role.arn.replace(twice.id, account.id),
    }));
  }
  simulation.setFaults([]);
  simulation.calls.reset();
  return startExecution(run, 'morning', { retryFailed: runId });
}

/** The simulated organization in a process of its own, which its parent asks by messages. */
import { setImmediate as nextJob } from 'node:timers/promises';
import {
  environmentOf,
  generateOrganization,
  type Simulation,
  startSimulation,
} from '../../src/simulation/index.ts';
import type {
  CallsSeen,
  SimulationQuestion,
  SimulationSetting,
  TimedLimits,
  Truth,
} from './simulation-messages.ts';

let simulation: Simulation;
let setting: SimulationSetting;
let timers: readonly NodeJS.Timeout[] = [];

process.on('message', (question: SimulationQuestion) => {
  answer(question).then(
    (told) => process.send?.({ told }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());

async function answer(question: SimulationQuestion): Promise<unknown> {
  switch (question.kind) {
    case 'start':
      return start(question.setting);
    case 'reset':
      return reset();
    case 'calls':
      return callsSeen();
    case 'truth':
      return truthOf();
  }
}

async function start(given: SimulationSetting) {
  setting = given;
  const organization = generateOrganization({ ...setting.organization, now: new Date() });
  simulation = await startSimulation(organization, setting.behaviour);
  reset();
  const accountIds = organization.accounts.map(({ id }) => id);
  return { environment: environmentOf(simulation), accountIds };
}

function reset(): null {
  for (const timer of timers) clearTimeout(timer);
  timers = [];
  const [first, ...later] = setting.limits;
  if (first !== undefined) simulation.setRateLimits(first.limits);
  if (later.length > 0) simulation.before({ service: 'iam' }, 1, () => schedule(later));
  simulation.calls.reset();
  return null;
}

function schedule(changes: readonly TimedLimits[]): void {
  timers = changes.map(({ afterMs, limits }) =>
    setTimeout(() => simulation.setRateLimits(limits), afterMs),
  );
}

function callsSeen(): CallsSeen {
  const { user, system } = process.cpuUsage();
  return {
    calls: simulation.calls.byOperation(),
    throttles: simulation.calls.throttles,
    cpuMs: (user + system) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
}

/**
 * Makes every user once more, account by account. An account's users can be forgotten when the job
 * that has looked at them ends, so that each has a job of its own: memory stays that of a few accounts.
 */
async function truthOf(): Promise<Truth> {
  const truth = { users: 0, accessKeys: 0, accessKeyHolders: 0, certificateHolders: 0 };
  for (const account of simulation.organization.accounts) {
    await nextJob();
    const { users } = account;
    truth.users += users.length;
    for (const { accessKeys, signingCertificates } of users) {
      truth.accessKeys += accessKeys.length;
      truth.accessKeyHolders += Number(accessKeys.length > 0);
      truth.certificateHolders += Number(signingCertificates.length > 0);
    }
  }
  return truth;
}

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/messages.ts';
import type { Clock } from '../../src/ports.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import { environmentOf } from '../../src/simulation/index.ts';
import { createCollector } from '../../src/wiring.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { NOW, quickClock, type SimulatedWorld, simulatedWorld } from '../helpers/run-simulated.ts';
import { membersOf, partOf, RUN } from '../helpers/steps.ts';

const DEADLINE = new Date(NOW.getTime() + 900_000);

describe('a batch whose time is over before an account has answered', () => {
  it('is to be tried again if it has read another account', async () => {
    const { world, slow, others } = await worldWithSlowAccount();

    const thrown = await batch(world, { late: 2 }).catch((error: unknown) => error);

    expect(thrown).toMatchObject({
      code: 'INTERRUPTED',
      message: `the time was over before these accounts were read: ${slow}`,
    });
    expect(await partOf(world, slow)).toBeNull();
    expect(await outcomesOf(world, others)).toEqual(['collected', 'collected']);
  });

  it('gives the account up at its last attempt, and says so in its part', async () => {
    const { world, slow } = await worldWithSlowAccount();

    const tally = await batch(world, { late: 2, isLastAttempt: true });

    expect(tally).toEqual({ done: 2, failed: 1 });
    expect((await partOf(world, slow))?.outcome).toMatchObject({
      outcome: 'failed',
      errors: [{ code: 'NOT_FINISHED' }],
    });
  });

  it('gives the account up if it has read none in all that time', async () => {
    const { world, slow, others } = await worldWithSlowAccount();
    await batch(world, { late: 2, accountIds: others });

    const tally = await batch(world, { late: 0 });

    expect(tally).toEqual({ done: 2, failed: 1 });
    expect((await partOf(world, slow))?.outcome.errors).toMatchObject([{ code: 'NOT_FINISHED' }]);
  });

  it('does not take an account that fails in every attempt for progress', async () => {
    const { world, slow, others } = await worldWithSlowAccount({ isRoleMissing: true });

    const tally = await batch(world, { late: others.length });

    expect(tally).toEqual({ done: 0, failed: 3 });
    expect((await partOf(world, slow))?.outcome.errors).toMatchObject([{ code: 'NOT_FINISHED' }]);
  });
});

/** Three accounts, of which the last never answers. */
async function worldWithSlowAccount({ isRoleMissing = false } = {}) {
  const organization = smallOrganization('deadline of a batch', { accounts: 4 });
  const [first, second, third] = membersOf(organization);
  if (isRoleMissing) for (const account of [first, second]) account.roles = [];
  const world = await simulatedWorld(organization, {
    faults: [{ match: { service: 'iam', accountId: third.id }, effect: { kind: 'hang' } }],
  });
  await world.collector().beginRun({ runId: RUN, claimedBy: 'test' }, new AbortController().signal);
  return { world, slow: third.id, others: [first.id, second.id] };
}

interface BatchOptions {
  /** How many accounts are finished when it is late all of a sudden. */
  readonly late: number;
  readonly isLastAttempt?: boolean;
  readonly accountIds?: readonly string[];
}

async function batch(world: SimulatedWorld, options: BatchOptions) {
  const { late, isLastAttempt = false } = options;
  const { simulation, directory } = world;
  const environment = environmentOf(simulation);
  const flags = { to: join(directory, 'out') };
  const finished: Message[] = [];
  const collector = createCollector(resolveSettings({ flags, environment, configFile: null }), {
    environment,
    reporter: (message) => {
      if (message.type === 'account-finished') finished.push(message);
    },
    clock: clockThatIsLate(() => finished.length >= late),
  });
  const accountIds =
    options.accountIds ??
    simulation.organization.accounts
      .map(({ id }) => id)
      .filter((id) => id !== simulation.organization.caller.accountId);
  const signal = new AbortController().signal;
  return collector.collectBatch(
    { runId: RUN, accountIds, isLastAttempt, deadline: DEADLINE },
    signal,
  );
}

/** It stands still until the time is over, so that nothing depends on how quick the machine is. */
function clockThatIsLate(isLate: () => boolean): Clock {
  return { ...quickClock(NOW), now: () => (isLate() ? DEADLINE : NOW) };
}

async function outcomesOf(world: SimulatedWorld, accountIds: readonly string[]) {
  const parts = await Promise.all(accountIds.map((id) => partOf(world, id)));
  return parts.map((part) => part?.outcome.outcome);
}

import { describe, expect, it } from 'vitest';
import { createGovernor, type Governor } from '../../../src/aws/governor/governor.ts';
import type { Throttling } from '../../../src/ports.ts';
import { settled, VirtualClock } from './virtual-clock.ts';

const NEVER = new AbortController().signal;

const CALL = { service: 'IAM', operation: 'ListUsers', accountId: '111111111111' } as const;

function governed(options: { perAccount?: number; ceiling?: number } = {}) {
  const clock = new VirtualClock();
  const heard: Throttling[] = [];
  const governor = createGovernor({
    bounds: { inAll: 100, perAccount: options.perAccount ?? 100 },
    ceiling: options.ceiling ?? null,
    timers: clock,
    onThrottle: (current) => heard.push(current()),
  });
  return { clock, governor, heard };
}

/** When so many calls were admitted, in the order of admission. */
async function admittedAt(
  governor: Governor,
  clock: VirtualClock,
  calls: readonly Parameters<Governor['admit']>[0][],
): Promise<readonly number[]> {
  const times: number[] = [];
  await clock.run(
    Promise.all(
      calls.map(async (call) => {
        const { done } = await governor.admit(call, NEVER);
        times.push(clock.now());
        done('admitted');
      }),
    ),
  );
  return times;
}

describe('a request', () => {
  it('is admitted at once if AWS has never refused one', async () => {
    const { clock, governor } = governed();

    const times = await admittedAt(
      governor,
      clock,
      Array.from({ length: 500 }, () => CALL),
    );

    expect(new Set(times)).toEqual(new Set([0]));
    expect(governor.throttling()).toBeNull();
  });

  it('waits until another of its account is done', async () => {
    const { governor } = governed({ perAccount: 1 });
    const first = await governor.admit(CALL, NEVER);
    let isAdmitted = false;

    const second = governor.admit(CALL, NEVER).then(() => {
      isAdmitted = true;
    });
    await settled();
    const before = isAdmitted;
    first.done('failed');
    await second;

    expect(before).toBe(false);
    expect(isAdmitted).toBe(true);
  });

  it('ends its wait when it is aborted, and gives its place to the next', async () => {
    const { clock, governor } = governed({ perAccount: 1 });
    const abort = new AbortController();
    const first = await governor.admit(CALL, NEVER);

    const given = governor.admit(CALL, abort.signal);
    const next = governor.admit(CALL, NEVER);
    abort.abort(new RangeError('the run is over'));
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    first.done('admitted');

    await expect(next).resolves.toBeDefined();
    expect(clock.now()).toBe(0);
  });

  it('is not even queued if it is aborted before', async () => {
    const { governor } = governed({ perAccount: 1 });

    const given = governor.admit(CALL, AbortSignal.abort());

    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    await expect(governor.admit(CALL, NEVER)).resolves.toBeDefined();
  });

  it('leaves no listener behind at its signal', async () => {
    const { governor } = governed();
    const signal = new AbortController().signal;
    const listeners = new Set<unknown>();
    signal.addEventListener = (_type: string, listener: unknown) => void listeners.add(listener);
    signal.removeEventListener = (_type: string, listener: unknown) =>
      void listeners.delete(listener);

    const { done } = await governor.admit(CALL, signal);
    done('admitted');

    expect(listeners.size).toBe(0);
  });
});

describe('a wait that is aborted', () => {
  it('costs the others no time and gives them no more than the pace allows', async () => {
    const { clock, governor } = governed({ ceiling: 10 });
    const abort = new AbortController();
    const times: number[] = [];
    const wait = async (signal: AbortSignal) => {
      const { done } = await governor.admit(CALL, signal);
      times.push(clock.now());
      done('admitted');
    };

    const staying = Array.from({ length: 20 }, () => [
      wait(NEVER),
      wait(abort.signal).catch(() => {}),
    ]).flat();
    clock.after(450, () => abort.abort());
    await clock.run(Promise.all(staying));

    const gaps = times.slice(1).map((time, index) => Math.round(time - (times[index] ?? 0)));
    // At the beginning, a tenth of a second is made up for.
    expect(gaps[0]).toBe(0);
    expect(new Set(gaps.slice(1))).toEqual(new Set([100]));
    expect(times.length).toBeGreaterThanOrEqual(20);
    expect(times.length).toBeLessThanOrEqual(20 + 5);
  });
});

describe('the rates that AWS publishes', () => {
  it.each([
    { operation: 'ListAccounts', rate: 8 },
    { operation: 'ListAccountsForParent', rate: 5 },
    { operation: 'ListOrganizationalUnitsForParent', rate: 5 },
    { operation: 'ListRoots', rate: 1 },
  ])('are kept from the first call: $operation of AWS Organizations', async (published) => {
    const { clock, governor } = governed();
    const { operation, rate } = published;
    const calls = Array.from({ length: 10 * rate + rate + 1 }, () => ({
      ...CALL,
      service: 'ORGANIZATIONS' as const,
      operation,
    }));

    const times = await admittedAt(governor, clock, calls);

    expect(times.filter((time) => time === 0)).toHaveLength(rate + 1);
    expect(times.at(-1)).toBeCloseTo(10_000);
  });

  it('are stayed well below with AWS STS, which others in the account use too', async () => {
    const { clock, governor } = governed();
    const calls = Array.from({ length: 2_400 }, (_, index) => ({
      service: 'STS' as const,
      operation: index % 2 === 0 ? 'AssumeRole' : 'GetCallerIdentity',
      accountId: String(index),
    }));

    const times = await admittedAt(governor, clock, calls);

    const inSecond = (second: number) =>
      times.filter((time) => Math.floor(time / 1000) === second).length;
    expect([0, 1, 2, 3].map(inSecond).every((calls) => calls > 450 && calls < 600)).toBe(true);
  });
});

describe('what is told of throttling', () => {
  it('counts refusals, and nothing that failed otherwise', async () => {
    const { governor, heard } = governed();

    for (const outcome of ['refused', 'failed', 'admitted', 'refused'] as const) {
      (await governor.admit(CALL, NEVER)).done(outcome);
    }

    expect(governor.throttling()).toEqual({ throttles: 2, slowdown: null });
    expect(heard.map(({ throttles }) => throttles)).toEqual([1, 2]);
  });
});

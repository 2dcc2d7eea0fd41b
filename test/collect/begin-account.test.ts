import { describe, expect, it } from 'vitest';
import { beginAccount } from '../../src/collect/begin-account.ts';
import { requestReport } from '../../src/collect/credential-report.ts';
import { CollectorError } from '../../src/errors.ts';
import type { FactName } from '../../src/model/facts.ts';
import { UNKNOWN } from '../../src/model/knowable.ts';
import type { AccountAccess, IamReader } from '../../src/ports.ts';
import { fakeClock, fakeReader } from './fake-reader.ts';

const NEVER = new AbortController().signal;

const ROLE_MISSING = new CollectorError('ROLE_NOT_ASSUMABLE', 'no such role');
const DENIED = new CollectorError('ACCESS_DENIED', 'no report for you');

const begun = (access: AccountAccess, facts: readonly FactName[] = ['mfa']) =>
  beginAccount(
    {
      runId: '20260115T123456Z-abcdef',
      collectedAt: '2026-01-15T12:34:56Z',
      freshness: 'report',
      facts: new Set(facts),
    },
    '012345678901',
    { access, clock: fakeClock('2026-01-15T12:34:56Z') },
    NEVER,
  );

/** Opens every account with a reader that counts how often the report is asked for. */
const opening = (generateCredentialReport: IamReader['generateCredentialReport']) => {
  const counted = { asked: 0 };
  const access: AccountAccess = {
    open: async () =>
      fakeReader({
        generateCredentialReport: () => {
          counted.asked += 1;
          return generateCredentialReport();
        },
      }),
  };
  return { access, counted };
};

describe('an account that is begun', () => {
  it('has its report asked for', async () => {
    const { access } = opening(async () => 'STARTED');

    const { asked } = begun(access);

    expect(await asked).toEqual({ state: 'STARTED', at: new Date('2026-01-15T12:34:56Z') });
  });

  it('has had it asked for halfway between the call and its answer, a quarter of a second ago at most', async () => {
    const askedAfter = async (answersTakeMs: number) => {
      const clock = fakeClock('2026-01-15T12:34:56Z');
      const reader = fakeReader({
        generateCredentialReport: async () => {
          clock.pass(answersTakeMs);
          return 'STARTED';
        },
      });
      const { at } = await requestReport(reader, clock);
      return at.toISOString();
    };

    expect(await askedAfter(200)).toBe('2026-01-15T12:34:56.100Z');
    expect(await askedAfter(10_000)).toBe('2026-01-15T12:35:05.750Z');
  });

  it('has no report asked for if no column needs one', async () => {
    const { access, counted } = opening(async () => 'STARTED');

    const { asked } = begun(access, ['tags']);

    expect(await asked).toEqual(UNKNOWN);
    expect(counted.asked).toBe(0);
  });

  it('is open even if the report is refused, which is put down', async () => {
    const { access } = opening(async () => {
      throw DENIED;
    });

    const { asked, reader, log } = begun(access);

    expect(await asked).toEqual(UNKNOWN);
    expect(await reader).toHaveProperty('listUsers');
    expect(log.problems().map(({ code }) => code)).toEqual(['ACCESS_DENIED']);
  });

  it('that cannot be opened says so only when its turn comes', async () => {
    const { reader, asked, log } = begun({
      open: async () => {
        throw ROLE_MISSING;
      },
    });

    // An unhandled rejection would end the process by now.
    await new Promise((resolve) => setImmediate(resolve));

    await expect(reader).rejects.toBe(ROLE_MISSING);
    await expect(asked).rejects.toBe(ROLE_MISSING);
    expect(log.problems()).toEqual([]);
  });

  it('counts what was asked before its turn, and the time from then on', async () => {
    const clock = fakeClock('2026-01-15T12:34:56Z');
    const access: AccountAccess = {
      open: async ({ onRequest }) => {
        onRequest(true);
        onRequest(false);
        return fakeReader({});
      },
    };
    const { meter, reader } = beginAccount(
      { runId: 'run', collectedAt: '', freshness: 'live', facts: new Set() },
      '012345678901',
      { access, clock },
      NEVER,
    );
    await reader;
    await clock.sleep(5_000, NEVER);

    meter.start();
    await clock.sleep(2_000, NEVER);

    expect(meter.measured()).toEqual({
      calls: 2,
      throttles: 1,
      durationMs: 2_000,
      readAt: '2026-01-15T12:35:03Z',
    });
  });
});

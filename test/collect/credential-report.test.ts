import { describe, expect, it } from 'vitest';
import { awaitReport } from '../../src/collect/credential-report.ts';
import type { CredentialReportAnswer, ReportState } from '../../src/ports.ts';
import { fakeClock, fakeReader } from './fake-reader.ts';

const HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

const READY = {
  state: 'READY',
  content: HEADER,
  generatedAt: '2026-11-20T11:00:00Z',
} as const satisfies CredentialReportAnswer;

const NEVER = new AbortController().signal;

/** Waits for a report that IAM answers with `states`, the last of them for ever. */
async function waitFor(
  first: ReportState,
  states: readonly CredentialReportAnswer['state'][],
  {
    generated = ['STARTED'],
    answersTakeMs = 0,
    askedAgoMs = 0,
  }: {
    readonly generated?: readonly ReportState[];
    readonly answersTakeMs?: number;
    readonly askedAgoMs?: number;
  } = {},
) {
  const clock = fakeClock();
  const startMs = clock.now().getTime();
  const looks: number[] = [];
  const calls: string[] = [];
  const nth = <T>(answers: readonly T[], name: string): T => {
    calls.push(name);
    const count = calls.filter((call) => call === name).length;
    const answer = answers[Math.min(count, answers.length) - 1];
    if (answer === undefined) throw new TypeError('no answer');
    return answer;
  };
  const reader = fakeReader({
    getCredentialReport: async () => {
      looks.push(clock.now().getTime() - startMs);
      clock.pass(answersTakeMs);
      const state = nth(states, 'Get');
      return state === 'READY' ? READY : { state };
    },
    generateCredentialReport: async () => nth(generated, 'Generate'),
  });
  const asked = { state: first, at: new Date(startMs - askedAgoMs) };
  const outcome = await awaitReport(reader, asked, clock, NEVER).catch((error: unknown) => error);
  return { outcome, calls, looks, sleeps: clock.sleeps };
}

describe('waiting for the credential report', () => {
  it('takes one that is there already without a pause', async () => {
    const { outcome, calls, sleeps } = await waitFor('COMPLETE', ['READY']);

    expect(outcome).toMatchObject({ generatedAt: '2026-11-20T11:00:00Z' });
    expect(calls).toEqual(['Get']);
    expect(sleeps).toEqual([]);
  });

  const FIVE_LOOKS = ['IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS', 'READY'] as const;

  it('looks first after a quarter of a second, then after pauses that grow by half', async () => {
    const { looks } = await waitFor('STARTED', FIVE_LOOKS);

    expect(looks).toEqual([250, 625, 1188, 2033, 3301]);
  });

  it('looks at the same times if answers are slow', async () => {
    const { looks } = await waitFor('STARTED', FIVE_LOOKS, { answersTakeMs: 100 });

    expect(looks).toEqual([250, 625, 1188, 2033, 3301]);
  });

  it('leaves out a look that would come right after an answer', async () => {
    const { looks } = await waitFor('STARTED', FIVE_LOOKS, { answersTakeMs: 700 });

    expect(looks).toEqual([250, 2033, 3301, 5203, 8056]);
  });

  it('looks at once for one that was asked for long ago', async () => {
    const { looks } = await waitFor('STARTED', ['IN_PROGRESS', 'READY'], { askedAgoMs: 13_000 });

    expect(looks[0]).toBe(0);
    expect(looks[1]).toBeLessThan(13_000 / 2);
  });

  it('looks soon after asking again, however long ago that was first done', async () => {
    const { looks } = await waitFor('STARTED', ['NOT_PRESENT', 'IN_PROGRESS', 'READY'], {
      askedAgoMs: 60_000,
    });

    expect(looks).toEqual([0, 375, 938]);
  });

  it('does not give up because answers take minutes', async () => {
    const states = Array.from({ length: 12 }, () => 'IN_PROGRESS' as const);

    const { outcome } = await waitFor('STARTED', [...states, 'READY'], { answersTakeMs: 60_000 });

    expect(outcome).toMatchObject({ generatedAt: READY.generatedAt });
  });

  it('does not sleep for hours if the clock of the machine is set back', async () => {
    const clock = fakeClock();
    const answers = [{ state: 'IN_PROGRESS' } as const, READY];
    const reader = fakeReader({
      getCredentialReport: async () => {
        clock.pass(-3_600_000);
        return answers.shift() ?? READY;
      },
    });

    await awaitReport(reader, { state: 'STARTED', at: clock.now() }, clock, NEVER);

    expect(clock.sleeps).toEqual([250, 500]);
  });

  it.each(['EXPIRED', 'NOT_PRESENT'] as const)(
    'asks again for one that is %s by now',
    async (state) => {
      const { outcome, calls } = await waitFor('COMPLETE', [state, 'READY']);

      expect(outcome).toMatchObject({ generatedAt: READY.generatedAt });
      expect(calls).toEqual(['Get', 'Generate', 'Get']);
    },
  );

  it('waits while IAM has no capacity for another report, and asks again', async () => {
    const { outcome, calls, sleeps } = await waitFor('LIMITED', ['READY'], {
      generated: ['LIMITED', 'STARTED'],
    });

    expect(outcome).toMatchObject({ generatedAt: READY.generatedAt });
    expect(calls).toEqual(['Generate', 'Generate', 'Get']);
    expect(sleeps).toEqual([250, 375, 563]);
  });

  it('gives up in the end, with few calls', async () => {
    const { outcome, calls } = await waitFor('STARTED', ['IN_PROGRESS']);

    expect(outcome).toMatchObject({
      code: 'REPORT_NOT_READY',
      message: 'expected the credential report within 180 seconds, found it in state INPROGRESS',
    });
    expect(calls.length).toBeLessThan(30);
  });

  it('gives up too if the report expires each time', async () => {
    const { outcome, calls } = await waitFor('COMPLETE', ['EXPIRED'], {
      generated: ['COMPLETE'],
    });

    expect(outcome).toMatchObject({ code: 'REPORT_NOT_READY' });
    expect(calls.length).toBeLessThan(60);
  });
});

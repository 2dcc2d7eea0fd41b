import { describe, expect, it } from 'vitest';
import { USUAL_OUTPUT } from '../../../src/cli/output-options.ts';
import { startProgress } from '../../../src/cli/progress/start-progress.ts';
import type { Message } from '../../../src/messages.ts';
import { fakeOutput } from '../fake-io.ts';
import { accountOutcome, problem } from '../literals.ts';

const STARTED = {
  type: 'run-started',
  runId: '20261103T101500Z-0a1b2c',
  parentRunId: null,
  callerArn: 'arn:aws:iam::111111111111:user/ops',
  accounts: 40,
  skipped: 2,
  alreadyDone: 10,
  adopted: 0,
} as const satisfies Message;
const COLLECTED = finished({});
const FAILED = finished({
  accountId: '222222222222',
  outcome: 'failed',
  users: 0,
  errors: [problem('ROLE_NOT_ASSUMABLE', 'AssumeRole', 'no')],
});
const PUBLISHING: Message = { type: 'publishing', location: 's3://bucket/x' };
const WARNING: Message = { type: 'warning', code: 'STORE_ACCESS_DENIED', text: 'Cannot\u001b[2J.' };

describe('on a terminal', () => {
  const terminal = { isTTY: true, columns: 60 };

  it('writes one line over and over, and failures above it', () => {
    const { text, progress, tick } = start(terminal);

    progress.report(STARTED);
    tick(2000);
    progress.report(COLLECTED);
    tick(2000);
    progress.report(FAILED);
    progress.close();

    expect(text().split('\r\u001b[K').slice(1)).toEqual([
      'Run 20261103T101500Z-0a1b2c: reading 40 accounts, 10 of them already read, skipping 2, as arn:aws:iam::111111111111:user/ops\n',
      '10 of 40 accounts (25 %) · 0 users',
      '11 of 40 accounts (27 %) · 10 users · 0.5 accounts/s · 58 …',
      'failed: 222222222222 prod: ROLE_NOT_ASSUMABLE at AssumeRole\n',
      '12 of 40 accounts (30 %) · 10 users · 0.5 accounts/s · 56 …',
      '12 of 40 accounts (30 %) · 10 users · 0.5 accounts/s · 56 …\n\n',
    ]);
  });

  it('counts throttles while accounts are read, and once', () => {
    const { text, progress, tick } = start({ ...terminal, columns: 200 });

    progress.report(STARTED);
    tick(2000);
    progress.report({ type: 'throttled', throttles: 7, slowdown: null });
    tick(2000);
    progress.report(finished({ throttles: 5 }));
    tick(2000);
    progress.report(finished({ throttles: 4 }));
    progress.close();

    const counts = [...text().matchAll(/throttled (\d+) ×/g)].map(([, times]) => times);
    expect(counts).toEqual(['7', '7', '9', '9']);
  });

  it('draws no more often than eyes follow', () => {
    const { text, progress } = start(terminal);

    progress.report(STARTED);
    for (let index = 0; index < 30; index += 1) progress.report(COLLECTED);

    expect(text().split('\r')).toHaveLength(3);
  });

  it('takes a terminal without columns for one of 80', () => {
    const { text, progress, tick } = start({ isTTY: true, columns: 0 });

    progress.report(STARTED);
    tick(1000);
    progress.report(COLLECTED);

    expect(text()).toMatch(/11 of 40 accounts \(27 %\) · 10 users · 1\.0 accounts\/s · 29 s left$/);
  });
});

describe('elsewhere', () => {
  it.each([
    ['a file', {}, {}],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }],
    ['a pipeline', { isTTY: true }, { CI: 'true' }],
  ])(
    '%s gets a line for each twentieth of the way, and no control characters',
    (_, output, environment) => {
      const { text, progress, tick } = start(output, { NO_COLOR: '1', ...environment });

      progress.report(STARTED);
      for (let index = 0; index < 4; index += 1) {
        tick(1000);
        progress.report(COLLECTED);
      }
      tick(1000);
      progress.report(FAILED);
      progress.report(PUBLISHING);
      progress.report(WARNING);
      progress.close();

      expect(text()).toBe(
        `Run 20261103T101500Z-0a1b2c: reading 40 accounts, 10 of them already read, skipping 2, as arn:aws:iam::111111111111:user/ops
11 of 40 accounts (27 %) · 10 users · 1.0 accounts/s · 29 s left
13 of 40 accounts (32 %) · 30 users · 1.0 accounts/s · 27 s left
failed: 222222222222 prod: ROLE_NOT_ASSUMABLE at AssumeRole
15 of 40 accounts (37 %) · 40 users · 1.0 accounts/s · 25 s left · 1 failed
Publishing to s3://bucket/x
warning: Cannot\\u001b[2J. (STORE_ACCESS_DENIED)
`,
      );
    },
  );

  it('a slow run gets a line every ten seconds', () => {
    const { text, progress, tick } = start({});

    progress.report({ ...STARTED, accounts: 4000, alreadyDone: 0 });
    progress.report(COLLECTED);
    tick(10_000);
    progress.report(COLLECTED);

    expect(text()).toMatch(/skipping 2.*\n2 of 4,000 accounts \(0 %\).* · 5 h 33 min left\n$/);
  });

  it('a run that adopts accounts names the run that read them, and counts them as done', () => {
    const { text, progress, tick } = start({});

    progress.report({ ...STARTED, parentRunId: 'p1', alreadyDone: 0, adopted: 30 });
    tick(10_000);
    progress.report(COLLECTED);

    expect(text()).toMatch(/: reading 40 accounts, 30 as read by p1, skipping 2.*\n31 of 40 /);
  });

  it('a quick run of few accounts does not get a line for each', () => {
    const { text, progress } = start({});

    progress.report({ ...STARTED, accounts: 20 });
    for (let index = 0; index < 5; index += 1) progress.report(COLLECTED);

    expect(text().trimEnd().split('\n')).toHaveLength(1);
  });

  it('the last account is always told', () => {
    const { text, progress } = start({});

    progress.report({ ...STARTED, accounts: 11 });
    progress.report(COLLECTED);

    expect(text()).toMatch(/\n11 of 11 accounts \(100 %\) · 10 users\n$/);
  });
});

it('--quiet leaves warnings only', () => {
  const { text, progress } = start({ isTTY: true }, { NO_COLOR: '1' }, { quiet: true });

  for (const message of [STARTED, COLLECTED, FAILED, PUBLISHING, WARNING]) progress.report(message);
  progress.close();

  expect(text()).toBe('warning: Cannot\\u001b[2J. (STORE_ACCESS_DENIED)\n');
});

it('--log-format json writes every message as one object a line', () => {
  const { text, progress } = start({ isTTY: true }, {}, { logFormat: 'json' });

  for (const message of [STARTED, COLLECTED, FAILED, PUBLISHING, WARNING]) progress.report(message);
  progress.say('Stopping.');
  progress.close();

  const entries = text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const time = '1970-01-01T00:00:00.000Z';
  expect(entries).toEqual([
    { time, level: 'info', ...STARTED },
    { time, level: 'info', ...COLLECTED },
    { time, level: 'error', ...FAILED },
    { time, level: 'info', ...PUBLISHING },
    { time, level: 'warn', ...WARNING },
    { time, level: 'info', type: 'note', text: 'Stopping.' },
  ]);
  expect(text()).not.toContain('\u001b');
});

it('colour comes with a terminal, and NO_COLOR and FORCE_COLOR decide otherwise', () => {
  const red = '\u001b[31mfailed:\u001b[39m 222222222222';
  const shown = (output: object, environment: Record<string, string>) => {
    const { text, progress } = start(output, environment);
    progress.report(FAILED);
    progress.close();
    return text().includes(red);
  };

  expect(shown({ isTTY: true }, {})).toBe(true);
  expect(shown({}, {})).toBe(false);
  expect(shown({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
  expect(shown({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
  expect(shown({}, { FORCE_COLOR: '1' })).toBe(true);
  expect(shown({ isTTY: true }, { FORCE_COLOR: '0' })).toBe(false);
});

function start(
  output: object,
  environment: Record<string, string> = { NO_COLOR: '1' },
  options = {},
) {
  const stderr = fakeOutput(output);
  let nowMs = 0;
  const settings = { ...USUAL_OUTPUT, ...options };
  const progress = startProgress({ stderr, environment }, settings, () => nowMs);
  const tick = (milliseconds: number) => {
    nowMs += milliseconds;
  };
  return { text: () => stderr.text(), progress, tick };
}

function finished(changes: Parameters<typeof accountOutcome>[0]): Message {
  return { type: 'account-finished', accountName: 'prod', outcome: accountOutcome(changes) };
}

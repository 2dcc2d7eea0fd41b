import { describe, expect, it } from 'vitest';
import { createLog, logMessage } from '../../src/lambda/log.ts';
import type { Message } from '../../src/messages.ts';
import { failedAccount, manifestAccount, roleProblem } from './manifest-fixture.ts';

const NOW = new Date('2026-09-11T13:14:52.345Z');

describe('the log of the function', () => {
  it('has one JSON object a line, even where AWS gives a name with a line end', () => {
    const outcome = manifestAccount('111111111111');

    const lines = linesFor({
      type: 'account-finished',
      accountName: 'two\nlines\u2028more',
      outcome: { ...outcome, errors: [], unknownFacts: [] },
    });

    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      timestamp: '2026-09-11T13:14:52.345Z',
      level: 'INFO',
      type: 'account-finished',
      runId: 'r1',
      accountId: '111111111111',
      accountName: 'two\nlines\u2028more',
      code: null,
    });
  });

  it.each([
    ['failed', 'ERROR'],
    ['partial', 'WARN'],
    ['collected', 'INFO'],
    ['skipped', 'INFO'],
  ] as const)('gives an account that is %s the level %s', (outcome, level) => {
    const account = {
      ...manifestAccount('111111111111', { outcome }),
      errors: [],
      unknownFacts: [],
    };

    const [line] = linesFor({ type: 'account-finished', accountName: null, outcome: account });

    expect(JSON.parse(line ?? '')).toMatchObject({ level, outcome });
  });

  it('names the code and every error of a failed account', () => {
    const outcome = { ...failedAccount('111111111111'), unknownFacts: [] };

    const [line] = linesFor({ type: 'account-finished', accountName: null, outcome });

    expect(JSON.parse(line ?? '')).toMatchObject({
      code: 'ROLE_NOT_ASSUMABLE',
      errors: [roleProblem('111111111111')],
    });
  });

  it('warns that AWS holds the run back', () => {
    const slowdown = { callsPerSecond: 18.2, accounts: null };

    const [line = ''] = linesFor({ type: 'throttled', throttles: 9, slowdown });

    expect(JSON.parse(line)).toMatchObject({
      level: 'WARN',
      type: 'throttled',
      throttles: 9,
      slowdown,
    });
  });

  it('says how the run began, where it publishes, and what it warns of', () => {
    const lines = linesFor(
      {
        type: 'run-started',
        runId: 'r1',
        parentRunId: null,
        callerArn: 'arn:aws:iam::111111111111:role/collector',
        accounts: 3,
        skipped: 1,
        alreadyDone: 2,
        adopted: 0,
      },
      { type: 'account-started', accountId: '111111111111' },
      { type: 'warning', code: 'STORE_ACCESS_DENIED', text: 'not resumable' },
      { type: 'publishing', location: 's3://amzn-s3-demo-bucket' },
    );

    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      {
        timestamp: '2026-09-11T13:14:52.345Z',
        level: 'INFO',
        type: 'run-started',
        runId: 'r1',
        parentRunId: null,
        callerArn: 'arn:aws:iam::111111111111:role/collector',
        accounts: 3,
        skipped: 1,
        alreadyDone: 2,
        adopted: 0,
      },
      {
        timestamp: '2026-09-11T13:14:52.345Z',
        level: 'WARN',
        type: 'warning',
        runId: 'r1',
        code: 'STORE_ACCESS_DENIED',
        message: 'not resumable',
      },
      {
        timestamp: '2026-09-11T13:14:52.345Z',
        level: 'INFO',
        type: 'publishing',
        runId: 'r1',
        location: 's3://amzn-s3-demo-bucket',
      },
    ]);
  });
});

function linesFor(...messages: readonly Message[]): readonly string[] {
  const lines: string[] = [];
  const log = createLog(
    'r1',
    (line) => lines.push(line),
    () => NOW,
  );
  for (const message of messages) logMessage(message, log);
  return lines;
}

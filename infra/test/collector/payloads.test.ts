import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { runIdOf } from '../../../src/lambda/run-id.ts';
import { runDefinition } from '../helpers/run-definition.ts';

const { Plan, Accounts, Publish, 'What is to be read?': choice } = runDefinition().States;
const { Retry, Arguments } = Accounts.ItemProcessor.States['Collect accounts'];

const EXECUTION = 'arn:aws:states:us-east-1:111122223333:execution:run:manual';
const SCHEDULED = {
  'detail-type': 'Scheduled Event',
  time: '2026-11-23T02:00:00Z',
  resources: ['arn:aws:scheduler:us-east-1:111122223333:schedule/default/daily'],
};
const NOW = new Date('2026-11-23T02:10:00Z');

describe('what plan is given', () => {
  it('is the scheduled event, whose time makes the run id whenever it is delivered', async () => {
    const first = await planInput(SCHEDULED, `${EXECUTION}-1`);
    const second = await planInput(SCHEDULED, `${EXECUTION}-2`);

    expect(first).toMatchObject({ ...SCHEDULED, execution: `${EXECUTION}-1` });
    expect(runId(first)).toMatch(/^20261123T020000Z-/);
    expect(runId(second)).toBe(runId(first));
  });

  it('is the start of an execution that nobody scheduled, another run for every execution', async () => {
    const first = await planInput({}, `${EXECUTION}-1`);
    const again = await planInput({}, `${EXECUTION}-1`);
    const second = await planInput({}, `${EXECUTION}-2`);

    expect(runId(first)).toMatch(/^20261123T020500Z-/);
    expect(runId(again)).toBe(runId(first));
    expect(runId(second)).not.toBe(runId(first));
  });

  it('has the run whose failed accounts are read again', async () => {
    const input = await planInput({ retryFailed: '20261123T020000Z-0a1b2c' }, EXECUTION);

    expect(input).toMatchObject({ retryFailed: '20261123T020000Z-0a1b2c', execution: EXECUTION });
  });
});

describe('what a batch is given', () => {
  it.each([
    [0, false],
    [1, false],
    [4, false],
    [5, true],
  ])('after %i retries says of the last attempt: %s', async (RetryCount, isLastAttempt) => {
    const input = { BatchInput: { runId: 'a run' }, Items: [{ accountId: '111111111111' }] };

    const given = await evaluated(Arguments.Payload, {
      states: { input, context: { State: { RetryCount } } },
    });

    expect(given).toEqual({ ...input, isLastAttempt });
    expect(Retry[0].MaxAttempts).toBe(5);
  });
});

describe('what follows from the answer of plan', () => {
  it.each([
    [{ runId: 'a', accounts: 3, isDuplicate: false }, 'Accounts'],
    [{ runId: 'a', accounts: 3 }, 'Accounts'],
    [{ runId: 'a', accounts: 0, isDuplicate: false }, 'Publish'],
    [{ runId: 'a', accounts: 3, isDuplicate: true }, 'Another execution has the run'],
  ])('%j is %s', async (input, next) => {
    expect(await chosen(input)).toBe(next);
  });

  it('is the run that is published, and where its results lie', async () => {
    const variables = { states: { result: { Payload: { runId: 'a-run' } } }, runId: 'a-run' };

    expect(await evaluated(Plan.Assign.runId, variables)).toBe('a-run');
    expect(await evaluated(Publish.Arguments.Payload.runId, variables)).toBe('a-run');
    expect(await evaluated(Accounts.ResultWriter.Arguments.Prefix, variables)).toBe(
      'iam-users/_iam-users/runs/a-run/batches',
    );
  });
});

function planInput(input: unknown, Id: string): Promise<unknown> {
  const context = { Execution: { Id, StartTime: '2026-11-23T02:05:00.123Z' } };
  return evaluated(Plan.Arguments.Payload, { states: { input, context } });
}

function runId(event: unknown): string {
  return runIdOf({ event, requestId: 'request-1', now: NOW });
}

async function chosen(input: unknown): Promise<string> {
  for (const { Condition, Next } of choice.Choices) {
    if ((await evaluated(Condition, { states: { input } })) === true) return Next;
  }
  return choice.Default;
}

/** What an expression `{% … %}` gives, as AWS Step Functions evaluates it. */
async function evaluated(
  expression: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const [, source = ''] = /^\{% (.*) %\}$/.exec(expression) ?? [];
  const value: unknown = await jsonata(source).evaluate({}, { ...variables });
  return JSON.parse(JSON.stringify(value));
}

import { describe, expect, it } from 'vitest';
import { runDefinition } from '../helpers/run-definition.ts';
import { aslErrors } from '../helpers/validate-asl.ts';

const definition = runDefinition();
const { Plan, Accounts, Publish } = definition.States;
const choice = definition.States['What is to be read?'];
const batch = Accounts.ItemProcessor.States['Collect accounts'];

describe('the state machine', () => {
  it('is a definition that AWS Step Functions takes', () => {
    expect(aslErrors(definition)).toEqual([]);
  });

  it('plans, reads the accounts, and publishes', () => {
    expect(definition.StartAt).toBe('Plan');
    expect(Plan.Next).toBe('What is to be read?');
    expect(choice.Default).toBe('Accounts');
    expect(Accounts.Next).toBe('Publish');
    expect(Publish.End).toBe(true);
  });

  it('ends without a word for a run that another execution has', () => {
    expect(choice.Choices[0]).toEqual({
      Condition: '{% $states.input.isDuplicate = true %}',
      Next: 'Another execution has the run',
    });
    expect(definition.States['Another execution has the run'].Type).toBe('Succeed');
  });

  it('only publishes where there is nothing left to read', () => {
    expect(choice.Choices.slice(1)).toEqual([
      { Condition: '{% $states.input.accounts = 0 %}', Next: 'Publish' },
    ]);
  });

  it('reads the list of accounts from the run store, whatever its length', () => {
    expect(Accounts.ItemReader).toEqual({
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSONL' },
      Arguments: { Bucket: 'amzn-s3-demo-bucket1', Key: '{% $states.input.accountsKey %}' },
    });
  });

  it('writes the results to the run store, whatever their length', () => {
    expect(Accounts.ResultWriter).toEqual({
      Resource: 'arn:aws:states:::s3:putObject',
      Arguments: {
        Bucket: 'amzn-s3-demo-bucket1',
        Prefix: "{% 'iam-users/_iam-users/runs/' & $runId & '/batches' %}",
      },
      WriterConfig: { OutputType: 'JSONL', Transformation: 'COMPACT' },
    });
  });

  it('reads accounts in batches, so many at a time, and tells each how many there are', () => {
    expect(Accounts.MaxConcurrency).toBe(7);
    expect(Accounts.ItemBatcher).toEqual({
      MaxItemsPerBatch: 25,
      BatchInput: { runId: '{% $runId %}', batchesAtATime: 7 },
    });
    expect(Accounts.ItemProcessor.ProcessorConfig).toEqual({
      Mode: 'DISTRIBUTED',
      ExecutionType: 'STANDARD',
    });
  });

  it('leaves it to publishing to say whether too many accounts are missing', () => {
    expect(Accounts.ToleratedFailurePercentage).toBe(100);
    expect(Accounts).not.toHaveProperty('ToleratedFailureCount');
  });

  it('retries a batch by itself, since a retry of the map would read all accounts again', () => {
    expect(Accounts).not.toHaveProperty('Retry');
    expect(batch.Retry).toHaveLength(1);
    expect(batch.Retry[0]).toMatchObject({
      MaxAttempts: 5,
      IntervalSeconds: 30,
      BackoffRate: 2,
      MaxDelaySeconds: 300,
      JitterStrategy: 'FULL',
    });
    expect(batch.Retry[0].ErrorEquals).toEqual(
      expect.arrayContaining(['Transient', 'Lambda.TooManyRequestsException', 'States.Timeout']),
    );
  });

  it('tells a batch that it is at its last attempt when it is', () => {
    const { MaxAttempts } = batch.Retry[0];

    expect(batch.Arguments.Payload).toBe(
      `{% $merge([$states.input, {'isLastAttempt': $states.context.State.RetryCount = ${MaxAttempts}}]) %}`,
    );
  });

  it('publishes what was read if only the list of results could not be written', () => {
    expect(Accounts.Catch).toEqual([
      { ErrorEquals: ['States.ResultWriterFailed'], Next: 'Publish' },
    ]);
  });

  it('fails if publishing fails, with its error', () => {
    expect(Publish).not.toHaveProperty('Catch');
    expect(Publish.Output).toBe('{% $states.result.Payload %}');
  });

  it('has a limit of time for every function and for all of it', () => {
    const seconds = [Plan, batch, Publish].map(({ TimeoutSeconds }) => TimeoutSeconds);

    expect(seconds).toEqual([930, 930, 930]);
    expect(definition.TimeoutSeconds).toBe(43_200);
  });
});

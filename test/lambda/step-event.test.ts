import { describe, expect, it } from 'vitest';
import { executionOf, parseBatch, parseRunId, runIdIn } from '../../src/lambda/step-event.ts';

const RUN = '20261103T101500Z-0a1b2c';
const BATCH = {
  BatchInput: { runId: RUN, batchesAtATime: 10 },
  Items: [{ accountId: '000000000012' }, { accountId: '111111111111' }],
  isLastAttempt: false,
};

describe('the event of a batch', () => {
  it('names the run, the accounts with their leading zeros, and how many share the rate', () => {
    expect(parseBatch(BATCH)).toEqual({
      runId: RUN,
      accountIds: ['000000000012', '111111111111'],
      batchesAtATime: 10,
      isLastAttempt: false,
    });
  });

  it.each([
    [{ ...BATCH, BatchInput: { batchesAtATime: 10 } }, 'a run id such as'],
    [{ ...BATCH, BatchInput: { ...BATCH.BatchInput, runId: '../x' } }, 'a run id such as'],
    [{ ...BATCH, BatchInput: { runId: RUN } }, '`BatchInput.batchesAtATime`'],
    [{ ...BATCH, BatchInput: { runId: RUN, batchesAtATime: 0 } }, '`BatchInput.batchesAtATime`'],
    [{ ...BATCH, BatchInput: { runId: RUN, batchesAtATime: 1.5 } }, '`BatchInput.batchesAtATime`'],
    [{ ...BATCH, isLastAttempt: undefined }, '`isLastAttempt`'],
    [{ ...BATCH, Items: undefined }, '`Items`'],
    [{ ...BATCH, Items: [{ accountId: 111_111_111_111 }] }, '`accountId` of 12 digits'],
    [{ ...BATCH, Items: [{ accountId: '1111' }] }, '`accountId` of 12 digits'],
    [{ ...BATCH, Items: ['111111111111'] }, '`accountId` of 12 digits'],
    [null, '`BatchInput.batchesAtATime`'],
  ])('is refused as a whole where something is missing or odd: %j', (event, expected) => {
    expect(() => parseBatch(event)).toThrow(
      expect.objectContaining({
        code: 'SETTING_INVALID',
        message: expect.stringContaining(`Expected ${expected}`),
      }),
    );
  });
});

describe('the event of a step', () => {
  it.each([
    [{ runId: RUN }, RUN],
    [BATCH, RUN],
    [{ runId: 7 }, ''],
    [undefined, ''],
  ])('%j has the run id %j for the log', (event, expected) => {
    expect(runIdIn(event)).toBe(expected);
  });

  it('has to name a run where one is to be published', () => {
    expect(parseRunId({ runId: RUN })).toBe(RUN);
    expect(() => parseRunId({})).toThrow('Expected a run id such as 20261103T101500Z-0a1b2c');
  });

  it.each([
    [{ execution: 'arn:1' }, 'arn:1'],
    [{ execution: '' }, null],
    [{}, null],
    [null, null],
  ])('%j is of the execution %j', (event, expected) => {
    expect(executionOf(event)).toBe(expected);
  });
});

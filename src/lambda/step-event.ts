import { CollectorError } from '../errors.ts';
import { isRecord } from './event.ts';

/** The execution of the state machine that invokes the function; `null`: none that says so. */
export function executionOf(event: unknown): string | null {
  const { execution } = isRecord(event) ? event : {};
  return typeof execution === 'string' && execution !== '' ? execution : null;
}

/** What the event of a step says that is the run; empty if it says nothing of the kind, for the log. */
export function runIdIn(event: unknown): string {
  const { runId, BatchInput: input } = isRecord(event) ? event : {};
  const { runId: ofBatch = runId } = isRecord(input) ? input : {};
  return typeof ofBatch === 'string' ? ofBatch : '';
}

/**
 * The run that the event of a step is about.
 *
 * @throws CollectorError `SETTING_INVALID`.
 */
export function parseRunId(event: unknown): string {
  const runId = runIdIn(event);
  if (RUN_ID.test(runId)) return runId;
  throw unexpected('a run id such as 20261103T101500Z-0a1b2c', runId);
}

const RUN_ID = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/;

/** What a child execution of the map passes on. */
export interface BatchEvent {
  readonly runId: string;
  readonly accountIds: readonly string[];
  /** How many such batches are read at the same time; each has its share of the rate. */
  readonly batchesAtATime: number;
  readonly isLastAttempt: boolean;
}

/**
 * Reads the event of a batch. Nothing is made up for what is missing in it: an account that is lost
 * here would be lost without a word.
 *
 * @throws CollectorError `SETTING_INVALID`.
 */
export function parseBatch(event: unknown): BatchEvent {
  const { BatchInput: input, Items: items, isLastAttempt } = isRecord(event) ? event : {};
  const { batchesAtATime } = isRecord(input) ? input : {};
  if (!isCount(batchesAtATime)) {
    throw unexpected('`BatchInput.batchesAtATime`, a number of batches', batchesAtATime);
  }
  if (typeof isLastAttempt !== 'boolean') {
    throw unexpected('`isLastAttempt`, true or false', isLastAttempt);
  }
  if (!Array.isArray(items)) throw unexpected('`Items`, a list of accounts', items);
  const accountIds = items.map(accountIdOf);
  return { runId: parseRunId(event), accountIds, batchesAtATime, isLastAttempt };
}

function accountIdOf(item: unknown): string {
  const { accountId } = isRecord(item) ? item : {};
  if (typeof accountId === 'string' && /^\d{12}$/.test(accountId)) return accountId;
  throw unexpected('`accountId` of 12 digits in each of the `Items`', item);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function unexpected(what: string, found: unknown): CollectorError {
  return new CollectorError(
    'SETTING_INVALID',
    `Expected ${what} in the event; found ${JSON.stringify(found) ?? 'nothing'}.`,
    { remedy: 'Let the state machine invoke the function, or pass what it passes.' },
  );
}

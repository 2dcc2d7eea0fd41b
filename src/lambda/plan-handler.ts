import type { Steps } from '../wiring.ts';
import { parseEvent } from './event.ts';
import type { InvocationContext, LambdaPorts } from './invocation.ts';
import { runIdOf } from './run-id.ts';
import { runStep } from './step.ts';
import { executionOf } from './step-event.ts';

/** What the state machine goes on with, small whatever the size of the organization. */
export interface PlanAnswer {
  readonly runId: string;
  /** Of the list of accounts, in the bucket of the run store. */
  readonly accountsKey: string;
  /** How many are to be read. */
  readonly accounts: number;
  /** Whether another execution makes the run. */
  readonly isDuplicate: boolean;
}

/** Builds the handler of the first step: it decides which accounts are read, and claims the run. */
export function createPlanHandler(ports: LambdaPorts<Steps>) {
  return (event: unknown, context: InvocationContext): Promise<PlanAnswer> => {
    const claimedBy = executionOf(event) ?? context.awsRequestId;
    // A second attempt has another request id, and has to find the run of the first.
    const runId = runIdOf({ event, requestId: claimedBy, now: ports.now() });
    return runStep(ports, { runId, context }, async ({ open, log }) => {
      const { collector, signal } = open({ retryFailed: parseEvent(event).retryFailed });
      const begun = await collector.beginRun({ runId, claimedBy }, signal);
      const { accounts, accountsLocation, isDuplicate } = begun;
      log('INFO', isDuplicate ? 'run-is-duplicate' : 'run-planned', { claimedBy, accounts });
      return { runId, accountsKey: keyOf(accountsLocation), accounts, isDuplicate };
    });
  };
}

/** `s3://bucket/key` → `key` */
function keyOf(location: string): string {
  return location.replace(/^s3:\/\/[^/]*\//, '');
}

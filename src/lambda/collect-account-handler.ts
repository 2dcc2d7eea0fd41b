import type { BatchTally } from '../collect/collect-batch.ts';
import type { Steps } from '../wiring.ts';
import type { InvocationContext, LambdaPorts } from './invocation.ts';
import { runStep } from './step.ts';
import { parseBatch, runIdIn } from './step-event.ts';

/** Builds the handler of the second step: it reads a batch of accounts, one of many. */
export function createCollectAccountHandler(ports: LambdaPorts<Steps>) {
  return (event: unknown, context: InvocationContext): Promise<BatchTally> =>
    runStep(ports, { runId: runIdIn(event), context }, async ({ open, log }) => {
      const { batchesAtATime, ...batch } = parseBatch(event);
      const { collector, signal, deadline } = open({ sharers: batchesAtATime });
      const tally = await collector.collectBatch({ ...batch, deadline }, signal);
      log('INFO', 'batch-finished', { ...tally });
      return tally;
    });
}

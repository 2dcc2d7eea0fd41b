import type { Collector } from '../wiring.ts';
import { parseEvent } from './event.ts';
import { errorOf, InvocationFailure, toFailure, wayOn } from './failure.ts';
import { type InvocationContext, type LambdaPorts, openCollector } from './invocation.ts';
import { createLog } from './log.ts';
import { logError } from './log-error.ts';
import { logResult } from './log-result.ts';
import { type CollectResponse, toResponse } from './response.ts';
import { runIdOf } from './run-id.ts';

/** Builds the handler: one invocation is one run, from the plan to the published snapshot. */
export function createCollectHandler(ports: LambdaPorts<Pick<Collector, 'collect'>>) {
  return async (event: unknown, context: InvocationContext): Promise<CollectResponse> => {
    const runId = runIdOf({ event, requestId: context.awsRequestId, now: ports.now() });
    const log = createLog(runId, ports.writeLine, ports.now);
    try {
      const { retryFailed } = parseEvent(event);
      const opened = openCollector(ports, { context, log, retryFailed, wayOn });
      const { collector, signal, deadline } = opened;
      const result = await collector.collect(signal, { runId, deadline });
      logResult(result, log, ports);
      if (result.manifest.status === 'FAILED') throw toFailure(result);
      return toResponse(result);
    } catch (thrown) {
      const error = errorOf(thrown);
      logError(error, log);
      throw new InvocationFailure(error);
    }
  };
}

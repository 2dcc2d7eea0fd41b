import type { DeployedRun, FunctionName } from './deployed-run.ts';
import { execute, type History } from './execute.ts';
import { type Mishap, mishapped } from './mishaps.ts';
import type { Retry } from './services.ts';
import { StateError } from './state-error.ts';

/** What happens on the way of an execution, and what is made of its retries. */
export interface Circumstances {
  readonly mishaps?: readonly Mishap[];
  readonly onRetry?: (retry: Retry) => void;
}

/** Starts an execution of the state machine of a collector, as the schedule or somebody does. */
export function startExecution(
  { definition, functions, objects }: DeployedRun,
  name: string,
  input: unknown,
  { mishaps = [], onRetry }: Circumstances = {},
): Promise<History> {
  const invokeIn = mishapped(functions, mishaps);
  return execute(definition, input, {
    id: executionArn(name),
    startTime: new Date().toISOString(),
    services: {
      ...objects,
      invoke: async (functionName, payload) => {
        const outcome = await invokeIn(functionName as FunctionName, payload);
        if ('answer' in outcome) return outcome.answer;
        throw new StateError(outcome.name, outcome.message);
      },
      pause: async (retry) => onRetry?.(retry),
    },
  });
}

export function executionArn(name: string): string {
  return `arn:aws:states:us-east-1:111122223333:execution:run:${name}`;
}

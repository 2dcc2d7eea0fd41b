import { CollectorError } from '../errors.ts';
import type { Steps } from '../wiring.ts';
import { errorOf, StepFailure, wayOnOfStep } from './failure.ts';
import {
  type Invocation,
  type InvocationContext,
  type LambdaPorts,
  type Opened,
  openCollector,
} from './invocation.ts';
import { createLog, type Log } from './log.ts';
import { logError } from './log-error.ts';

/** Which run, and who asks for a step of it. */
export interface StepInvocation {
  readonly runId: string;
  readonly context: InvocationContext;
}

export interface StepTools {
  readonly log: Log;
  readonly open: (options?: Pick<Invocation, 'retryFailed' | 'sharers'>) => Opened<Steps>;
}

/** Does one step of a run; an error gets the name by which the state machine knows what to do. */
export async function runStep<T>(
  ports: LambdaPorts<Steps>,
  { runId, context }: StepInvocation,
  work: (tools: StepTools) => Promise<T>,
): Promise<T> {
  const log = createLog(runId, ports.writeLine, ports.now);
  const open: StepTools['open'] = (options) => {
    const opened = openCollector(ports, { ...options, context, log, wayOn: wayOnOfStep });
    const { runStore, target } = opened.settings;
    if ((runStore ?? target).kind !== 's3') throw runStoreNotShared();
    return opened;
  };
  try {
    return await work({ log, open });
  } catch (thrown) {
    const error = errorOf(thrown);
    logError(error, log);
    throw new StepFailure(error);
  }
}

/** What one function writes another has to find. */
function runStoreNotShared(): CollectorError {
  return new CollectorError(
    'SETTING_INVALID',
    'Expected the environment variable `RUN_STORE` to be a place in Amazon S3, found a directory.',
    { remedy: 'Set `RUN_STORE` to s3://bucket/prefix, or leave it out.' },
  );
}

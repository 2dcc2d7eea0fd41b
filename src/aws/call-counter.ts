import type { MiddlewareStack } from '@smithy/types';
import type { CallUsage } from '../ports.ts';
import { isThrottling } from './failure.ts';

/** Counts the requests of one account as they are sent, every attempt for itself. */
export interface CallCounter {
  readonly usage: () => CallUsage;
  /** Counts what goes through a client or a command. */
  watch<I extends object, O extends object>(target: {
    readonly middlewareStack: MiddlewareStack<I, O>;
  }): void;
}

export function createCallCounter(): CallCounter {
  let calls = 0;
  let throttles = 0;
  return {
    usage: () => ({ calls, throttles }),
    watch({ middlewareStack }) {
      middlewareStack.add(
        (next) => async (request) => {
          calls += 1;
          try {
            return await next(request);
          } catch (thrown) {
            if (isThrottling(thrown)) throttles += 1;
            throw thrown;
          }
        },
        // Behind the SDK's retry, which has a high priority in this step.
        { name: 'countAttempts', step: 'finalizeRequest', priority: 'low' },
      );
    },
  };
}

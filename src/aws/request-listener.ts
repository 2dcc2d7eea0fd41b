import type { MiddlewareStack } from '@smithy/types';
import { isThrottling } from './failure.ts';

/** Hears of every request as it is answered, every attempt for itself. */
export type RequestListener = (wasThrottled: boolean) => void;

/** Listens to what goes through a client or a command. */
export function watchRequests<I extends object, O extends object>(
  { middlewareStack }: { readonly middlewareStack: MiddlewareStack<I, O> },
  onRequest: RequestListener,
): void {
  middlewareStack.add(
    (next) => async (request) => {
      try {
        const answer = await next(request);
        onRequest(false);
        return answer;
      } catch (thrown) {
        onRequest(isThrottling(thrown));
        throw thrown;
      }
    },
    // Behind the SDK's retry, which has a high priority in this step.
    { name: 'watchRequests', step: 'finalizeRequest', priority: 'low' },
  );
}

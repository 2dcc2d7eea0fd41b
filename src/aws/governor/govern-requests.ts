import type { FinalizeRequestMiddleware, MiddlewareStack } from '@smithy/types';
import { httpStatusOf, isThrottling } from '../failure.ts';
import type { Outcome } from './blame.ts';
import type { GovernedCall } from './gates.ts';
import type { Governor } from './governor.ts';

/** Who is asked about what, on whose behalf. */
export interface Governed extends Omit<GovernedCall, 'operation'> {
  readonly governor: Governor;
  /** Ends the wait of a request. */
  readonly signal: AbortSignal;
}

/** Has every attempt of what goes through a client or a command wait until the governor admits it. */
export function governRequests<I extends object, O extends object>(
  { middlewareStack }: { readonly middlewareStack: MiddlewareStack<I, O> },
  { governor, service, accountId, signal }: Governed,
): void {
  const govern: FinalizeRequestMiddleware<I, O> = (next, context) => async (request) => {
    const operation = String(context.commandName).replace(/Command$/, '');
    const admission = await governor.admit({ service, operation, accountId }, signal);
    try {
      const answer = await next(request);
      admission.done('admitted');
      return answer;
    } catch (thrown) {
      admission.done(outcomeOf(thrown));
      throw thrown;
    }
  };
  // Between the SDK's retry and its signature: AWS refuses one that is five minutes old.
  const place = { relation: 'after', toMiddleware: 'retryMiddleware' } as const;
  middlewareStack.addRelativeTo(govern, { name: 'governRequests', ...place });
}

/** An error of the service, such as "access denied", was admitted too. */
function outcomeOf(thrown: unknown): Outcome {
  if (isThrottling(thrown)) return 'refused';
  const status = httpStatusOf(thrown);
  return status > 0 && status < 500 ? 'admitted' : 'failed';
}

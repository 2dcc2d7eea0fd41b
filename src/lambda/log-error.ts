import type { CollectorError } from '../errors.ts';
import { withoutSecrets } from '../output/secrets.ts';
import type { Log } from './log.ts';

/** Logs the error that ends an invocation. */
export function logError(error: CollectorError, log: Log): void {
  log('ERROR', 'run-failed', {
    code: error.code,
    operation: error.operation,
    message: withoutSecrets(error.message),
    remedy: withoutSecrets(error.remedy),
    // A mistake of the program is found by its stack; all other errors are explained by the rest.
    ...(error.code === 'INTERNAL' && { stack: withoutSecrets(String(stackOf(error))) }),
  });
}

function stackOf(error: Error): unknown {
  return error.cause instanceof Error ? error.cause.stack : error.stack;
}

import { mayPass } from '../collect/passing.ts';
import type { RunResult } from '../collect/run.ts';
import { CollectorError, type ErrorCode } from '../errors.ts';
import { groupByCause } from '../output/causes.ts';
import { withoutSecrets } from '../output/secrets.ts';

const MAX_CAUSES = 20;
const MAX_ACCOUNTS = 20;

/**
 * What the function throws. Lambda reports the name as `errorType`, which alarms and the `Catch`
 * of a state machine compare, so the name is the error's code.
 */
export class InvocationFailure extends Error {
  override readonly name: ErrorCode | typeof TRANSIENT;

  constructor(error: CollectorError) {
    super(withoutSecrets(explained(error)), { cause: error });
    this.name = error.code;
  }
}

/** The one name of everything that another attempt of a state may help against. */
const TRANSIENT = 'Transient';

/** What a step of a state machine throws, which tries it again after some errors. */
export class StepFailure extends InvocationFailure {
  override readonly name: InvocationFailure['name'];

  constructor(error: CollectorError) {
    super(error);
    this.name = mayPass(error.code) ? TRANSIENT : error.code;
    if (this.name === TRANSIENT) this.message = `${error.code}: ${this.message}`;
  }
}

function explained({ message, remedy }: CollectorError): string {
  return `${/[.?!]$/.test(message) ? message : `${message}.`} What to do: ${remedy}`;
}

/**
 * What was thrown, as it concerns the function: nothing but the end of its time interrupts a run.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function errorOf(thrown: unknown): CollectorError {
  const error = CollectorError.from(thrown);
  if (error.code !== 'INTERRUPTED') return error;
  return new CollectorError('INTERRUPTED', `the time of the function is over: ${error.message}`, {
    remedy: `Raise the timeout of the function, to 15 minutes at most. ${error.remedy}`,
    cause: error,
  });
}

/** How to go on with a run that was not finished, as the end of a sentence. */
export function wayOn(): string {
  return 'a retry of the invocation, or the same event delivered again, goes on with the run.';
}

/** How to go on with a run of a state machine, as the end of a sentence. */
export function wayOnOfStep(runId: string): string {
  return (
    'redrive the execution, or start another with ' +
    `\`${JSON.stringify({ retryFailed: runId })}\`, which takes over what was read.`
  );
}

/** A run that could read no account: its errors by cause, in the message. */
export function toFailure({ manifest, targetLocation, manifestName }: RunResult): CollectorError {
  const failed = manifest.accounts.filter(({ outcome }) => outcome === 'failed');
  const causes = groupByCause(failed);
  const lines = causes.slice(0, MAX_CAUSES).map(({ code, operation, message, accounts }) => {
    const ids = accounts.map(({ accountId }) => accountId);
    const shown = ids.slice(0, MAX_ACCOUNTS).join(', ');
    const more =
      accounts.length > MAX_ACCOUNTS ? ` and ${accounts.length - MAX_ACCOUNTS} more` : '';
    return `${code} (${operation ?? 'no operation'}) in ${shown}${more}: ${message}`;
  });
  return new CollectorError(
    'RUN_FAILED',
    `Run ${manifest.runId} could read none of ${manifest.coverage.failed} accounts, so nothing ` +
      `was published. ${lines.join(' | ')} | Manifest: ${targetLocation}/${manifestName}.`,
  );
}

import type { Message } from '../../messages.ts';
import { counted } from '../amounts.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../terminal-text.ts';

/** The line of a message that must stay on the screen; `null` if it only counts. */
export function lastingLine(message: Message, paint: Paint): string | null {
  switch (message.type) {
    case 'run-started':
      return runStarted(message);
    case 'account-started':
    case 'throttled':
      return null;
    case 'account-finished':
      return accountFinished(message, paint);
    case 'publishing':
      return `Publishing to ${printable(message.location)}`;
    case 'warning':
      return `${paint('yellow', 'warning:')} ${printable(message.text)} (${message.code})`;
  }
}

function runStarted(message: Message & { readonly type: 'run-started' }): string {
  const { runId, parentRunId, callerArn, accounts, skipped, alreadyDone, adopted } = message;
  const skipping = skipped > 0 ? `, skipping ${skipped}` : '';
  const done = alreadyDone > 0 ? `, ${alreadyDone} of them already read` : '';
  const taken = parentRunId === null ? '' : `, ${adopted} as read by ${printable(parentRunId)}`;
  return `Run ${printable(runId)}: reading ${counted(accounts, 'account')}${done}${taken}${skipping}, as ${printable(callerArn)}`;
}

function accountFinished(
  { accountName, outcome: finished }: Message & { readonly type: 'account-finished' },
  paint: Paint,
): string | null {
  const { accountId, outcome, errors } = finished;
  if (outcome !== 'failed' && outcome !== 'partial') return null;
  const label = paint(outcome === 'failed' ? 'red' : 'yellow', `${outcome}:`);
  const name = accountName === null ? '' : ` ${printable(accountName)}`;
  const reasons = errors.map(
    ({ code, operation }) => `${code}${operation === null ? '' : ` at ${printable(operation)}`}`,
  );
  return `${label} ${printable(accountId)}${name}: ${[...new Set(reasons)].join(', ')}`;
}

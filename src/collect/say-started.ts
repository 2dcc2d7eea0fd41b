import type { Reporter } from '../messages.ts';
import type { Plan } from '../organization/plan.ts';
import type { StandingAccounts } from './standing-accounts.ts';

export interface StartPorts {
  readonly reporter: Reporter;
  readonly callerArn: string;
}

/** Says what a run begins with. */
export function sayStarted(
  { runId, parentRunId, accounts }: Plan,
  { alreadyDone, adopted }: StandingAccounts,
  { reporter, callerArn }: StartPorts,
): void {
  const skipped = accounts.filter(({ skip }) => skip !== null).length;
  reporter({
    type: 'run-started',
    runId,
    parentRunId,
    callerArn,
    accounts: accounts.length - skipped,
    skipped,
    alreadyDone,
    adopted,
  });
}

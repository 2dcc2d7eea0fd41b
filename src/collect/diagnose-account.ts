import { CollectorError } from '../errors.ts';
import type { Need } from '../model/permissions.ts';
import type { PlannedAccount } from '../organization/plan.ts';
import type { DiagnosedAccount, Finding } from '../output/diagnosis.ts';
import type { AccountTrial, AccountTrials } from '../ports.ts';
import { denialFindings } from './denial-findings.ts';
import { survivable } from './problem-log.ts';
import { createTrialLog } from './trial-log.ts';
import { tryActions } from './try-actions.ts';

/** What all accounts of a diagnosis have in common. */
export interface AccountQuestion {
  readonly runId: string;
  readonly need: Need;
  readonly roleName: string;
  readonly callerArn: string;
  readonly trials: AccountTrials;
}

export interface AccountDiagnosis {
  readonly account: DiagnosedAccount;
  readonly findings: readonly Finding[];
  readonly hasBegunReport: boolean;
  readonly calls: number;
}

/**
 * Tries the role in one account, and then each action that the columns need.
 *
 * @throws The reason of the signal if it is aborted, and a `CollectorError` if the caller's own
 * credentials are not valid any more.
 */
export async function diagnoseAccount(
  planned: PlannedAccount,
  question: AccountQuestion,
  signal: AbortSignal,
): Promise<AccountDiagnosis> {
  const { accountId, accountName } = planned;
  let calls = 0;
  const onRequest = () => {
    calls += 1;
  };
  try {
    const opened = { accountId, runId: question.runId, onRequest };
    const trial = await question.trials.open(opened, signal);
    const { account, ...rest } = await tryIn(trial, question);
    return { ...rest, account: { accountId, accountName, ...account }, calls };
  } catch (thrown) {
    signal.throwIfAborted();
    const error = survivable(thrown instanceof Error ? CollectorError.from(thrown) : thrown);
    const account = { accountId, accountName, ...NOT_OPENED };
    return { account, findings: [notOpened(error)], hasBegunReport: false, calls };
  }
}

type TriedAccount = Omit<DiagnosedAccount, 'accountId' | 'accountName'>;

const NOT_OPENED = {
  result: 'WRONG',
  reason: null,
  access: null,
  worked: [],
  untested: [],
} as const satisfies TriedAccount;

async function tryIn(
  { reader, access }: AccountTrial,
  { need, roleName, callerArn }: AccountQuestion,
): Promise<Pick<AccountDiagnosis, 'findings' | 'hasBegunReport'> & { account: TriedAccount }> {
  const log = createTrialLog();
  const { hasBegunReport } = await tryActions(reader, need, log);
  const principal = access === 'role' ? `the role \`${roleName}\`` : callerArn;
  const findings = denialFindings(log.refusals, need, principal);
  return {
    findings,
    hasBegunReport,
    account: {
      result: findings.some(({ effect }) => effect !== 'NONE') ? 'WRONG' : 'FINE',
      reason: null,
      access,
      worked: log.worked(),
      untested: log.untested(),
    },
  };
}

function notOpened({ code, operation, message, remedy }: CollectorError): Finding {
  const operations = operation === null ? [] : [operation];
  return { code, operations, effect: 'ACCOUNT_FAILS', lostFacts: [], message, remedy };
}

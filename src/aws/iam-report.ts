import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam';
import { CollectorError } from '../errors.ts';
import type { CredentialReportAnswer, ReportState } from '../ports.ts';
import type { AccountSession } from './account-session.ts';
import { codeOf } from './failure.ts';
import { required, requiredInstant } from './required.ts';

/** What IAM answers instead of a report, in the SDK's and in the wire's spelling. */
const NO_REPORT: Readonly<Record<string, 'NOT_PRESENT' | 'EXPIRED' | 'IN_PROGRESS'>> = {
  CredentialReportNotPresentException: 'NOT_PRESENT',
  ReportNotPresent: 'NOT_PRESENT',
  CredentialReportExpiredException: 'EXPIRED',
  ReportExpired: 'EXPIRED',
  CredentialReportNotReadyException: 'IN_PROGRESS',
  ReportInProgress: 'IN_PROGRESS',
};

/**
 * Asks for a report. If the last one is younger than four hours IAM says `COMPLETE` at once and
 * keeps it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export async function generateCredentialReport(session: AccountSession): Promise<ReportState> {
  const operation = 'GenerateCredentialReport';
  try {
    const answer = await session.call(operation, (client, options) =>
      client.send(new GenerateCredentialReportCommand({}), options),
    );
    return required(answer.State, operation, 'State');
  } catch (thrown) {
    if (/^LimitExceeded(Exception)?$/.test(causeCode(thrown))) return 'LIMITED';
    throw thrown;
  }
}

export async function fetchCredentialReport(
  session: AccountSession,
): Promise<CredentialReportAnswer> {
  const operation = 'GetCredentialReport';
  try {
    const answer = await session.call(operation, (client, options) =>
      client.send(new GetCredentialReportCommand({}), options),
    );
    return {
      state: 'READY',
      // The SDK has undone the base64 of the wire already.
      content: new TextDecoder().decode(required(answer.Content, operation, 'Content')),
      generatedAt: requiredInstant(answer.GeneratedTime, operation, 'GeneratedTime'),
    };
  } catch (thrown) {
    const state = NO_REPORT[causeCode(thrown)];
    if (state === undefined) throw thrown;
    return { state };
  }
}

function causeCode(thrown: unknown): string {
  return thrown instanceof CollectorError ? codeOf(thrown.cause) : '';
}

import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { CollectorError } from '../errors.ts';
import type { Caller } from '../ports.ts';
import { AS_CALLER, toCollectorError } from './aws-errors.ts';
import type { Connection } from './connection.ts';
import { governRequests } from './governor/govern-requests.ts';

/**
 * Asks AWS who the caller is. Needs no permission, so whatever fails here is the credentials or
 * the way to AWS.
 *
 * @throws CollectorError `CREDENTIALS_MISSING`, `CREDENTIALS_EXPIRED`, `CREDENTIALS_INVALID`,
 * `ENDPOINT_UNREACHABLE` and those of any call.
 */
export async function identifyCaller(
  { sts, governor, timeouts }: Connection,
  abortSignal: AbortSignal,
): Promise<Caller> {
  const command = new GetCallerIdentityCommand({});
  governRequests(command, {
    governor,
    service: 'STS',
    accountId: 'the caller',
    signal: abortSignal,
  });
  try {
    const answer = await sts.send(command, {
      abortSignal,
      requestTimeout: timeouts.firstAnswerMs,
    });
    return callerOf(answer.Account, answer.Arn);
  } catch (thrown) {
    abortSignal.throwIfAborted();
    throw toCollectorError(thrown, {
      operation: 'GetCallerIdentity',
      purpose: 'find out who the caller is',
      codes: AS_CALLER,
    });
  }
}

function callerOf(accountId: string | undefined, arn: string | undefined): Caller {
  const partition = /^arn:(aws[a-z-]*):/.exec(arn ?? '')?.[1];
  if (accountId === undefined || arn === undefined || partition === undefined) {
    throw new CollectorError(
      'RESPONSE_INVALID',
      `expected an account and an ARN of the caller, found \`${String(accountId)}\` and \`${String(arn)}\``,
      { operation: 'GetCallerIdentity' },
    );
  }
  return { accountId, arn, partition };
}

import type { Session } from '../../runtime/sessions.ts';
import type { State } from '../../runtime/state.ts';
import { ServiceError } from '../../service-error.ts';
import { element } from '../xml.ts';
import { assumeRole } from './assume-role.ts';

/** The operations of AWS Security Token Service that are simulated; gives what is in the result. */
export function answerSts(
  state: State,
  session: Session,
  operation: string,
  parameters: URLSearchParams,
): string {
  switch (operation) {
    case 'AssumeRole':
      return assumeRole(state, session, parameters);
    case 'GetCallerIdentity':
      return getCallerIdentity(session);
    default:
      throw new ServiceError('InvalidAction', 400, `Could not find operation ${operation}`);
  }
}

/** Needs no permission. */
function getCallerIdentity({ principal }: Session): string {
  return [
    element('Arn', principal.arn),
    element(
      'UserId',
      `AROASIMULATEDCALLER:${principal.arn.slice(principal.arn.lastIndexOf('/') + 1)}`,
    ),
    element('Account', principal.accountId),
  ].join('');
}

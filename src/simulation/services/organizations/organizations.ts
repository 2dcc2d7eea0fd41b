import { ServiceError } from '../../service-error.ts';
import { authorize } from '../authorize.ts';
import { describeOrganization, listAccounts, listAccountsForParent } from './accounts.ts';
import type { Answer, OrganizationsCall } from './call.ts';
import { listOrganizationalUnitsForParent, listParents, listRoots } from './tree.ts';

/** The operations of AWS Organizations that are simulated. */
export function answerOrganizations(call: OrganizationsCall, operation: string): Answer {
  const answer = OPERATIONS[operation];
  if (answer === undefined) {
    throw new ServiceError('UnknownOperationException', 400, `${operation} is not simulated.`);
  }
  if (call.state.behaviour.organizations.notInUse) {
    throw new ServiceError(
      'AWSOrganizationsNotInUseException',
      400,
      'Your account is not a member of an organization.',
    );
  }
  authorize(call.state, call.session, {
    action: `organizations:${operation}`,
    resource: '*',
    denied: { code: 'AccessDeniedException', status: 400 },
  });
  if (operation !== 'DescribeOrganization') requireAdministrator(call);
  return answer(call);
}

const OPERATIONS: Readonly<Record<string, (call: OrganizationsCall) => Answer>> = {
  DescribeOrganization: describeOrganization,
  ListAccounts: listAccounts,
  ListAccountsForParent: listAccountsForParent,
  ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
  ListParents: listParents,
  ListRoots: listRoots,
};

/** Only the management account and delegated administrators may read the organization. */
function requireAdministrator({ state, session }: OrganizationsCall): void {
  const { managementAccountId, delegatedAdministrators } = state.organization;
  const { accountId } = session.principal;
  if (accountId === managementAccountId || delegatedAdministrators.includes(accountId)) return;
  throw new ServiceError(
    'AccessDeniedException',
    400,
    "You don't have permissions to access this resource.",
  );
}

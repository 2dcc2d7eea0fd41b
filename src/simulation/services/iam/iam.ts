import type { Session } from '../../runtime/sessions.ts';
import type { State } from '../../runtime/state.ts';
import { ServiceError } from '../../service-error.ts';
import { authorize } from '../authorize.ts';
import { getAccountSummary, listAccountAliases } from './account.ts';
import { getAccountAuthorizationDetails } from './account-authorization-details.ts';
import {
  type IamCall,
  type IamOperation,
  noResource,
  userResource,
  usersResource,
} from './call.ts';
import { generateCredentialReport, getCredentialReport } from './credential-report.ts';
import {
  getAccessKeyLastUsed,
  getLoginProfile,
  listAccessKeys,
  listSigningCertificates,
  listSshPublicKeys,
} from './credentials.ts';
import { listMfaDevices, listVirtualMfaDevices } from './mfa-devices.ts';
import {
  credentialsResource,
  listServiceSpecificCredentials,
} from './service-specific-credentials.ts';
import { getUser, listGroupsForUser, listUsers, listUserTags } from './users.ts';

/** The operations of IAM that are simulated; gives what is in the result. */
export function answerIam(
  state: State,
  session: Session,
  operation: string,
  parameters: URLSearchParams,
): string {
  const known = OPERATIONS[operation];
  const account = state.account(session.principal.accountId);
  if (known === undefined || account === undefined) {
    throw new ServiceError('InvalidAction', 400, `Could not find operation ${operation}`);
  }
  state.usersInUse.hold(account);
  const call: IamCall = { state, account, operation, parameters };
  authorize(state, session, { action: `iam:${operation}`, resource: known.resource(call) });
  return known.answer(call);
}

function ownerResource(call: IamCall): string {
  const id = call.parameters.get('AccessKeyId') ?? '';
  return call.state.ownerOfKey(call.account, id)?.arn ?? '*';
}

/** Resources as the Service Authorization Reference has them. */
const OPERATIONS: Readonly<Record<string, IamOperation>> = {
  GenerateCredentialReport: { resource: noResource, answer: generateCredentialReport },
  GetAccessKeyLastUsed: { resource: ownerResource, answer: getAccessKeyLastUsed },
  GetAccountAuthorizationDetails: { resource: noResource, answer: getAccountAuthorizationDetails },
  GetAccountSummary: { resource: noResource, answer: getAccountSummary },
  GetCredentialReport: { resource: noResource, answer: getCredentialReport },
  GetLoginProfile: { resource: userResource, answer: getLoginProfile },
  GetUser: { resource: userResource, answer: getUser },
  ListAccessKeys: { resource: userResource, answer: listAccessKeys },
  ListAccountAliases: { resource: noResource, answer: listAccountAliases },
  ListGroupsForUser: { resource: userResource, answer: listGroupsForUser },
  ListMFADevices: { resource: userResource, answer: listMfaDevices },
  ListSSHPublicKeys: { resource: userResource, answer: listSshPublicKeys },
  ListServiceSpecificCredentials: {
    resource: credentialsResource,
    answer: listServiceSpecificCredentials,
  },
  ListSigningCertificates: { resource: userResource, answer: listSigningCertificates },
  ListUserTags: { resource: userResource, answer: listUserTags },
  ListUsers: { resource: usersResource, answer: listUsers },
  ListVirtualMFADevices: { resource: noResource, answer: listVirtualMfaDevices },
};

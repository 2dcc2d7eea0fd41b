import type { ServiceSpecificCredential, User } from '../../world/user.ts';
import { element, list } from '../xml.ts';
import { type IamCall, namedUser, userResource, validationError } from './call.ts';
import { sortedPage } from './paging.ts';

/** The credentials of one user, or with `AllUsers` those of the account. */
export function listServiceSpecificCredentials(call: IamCall): string {
  const serviceName = call.parameters.get('ServiceName');
  const rows = owners(call).flatMap((user) =>
    user.serviceSpecificCredentials
      .filter((one) => serviceName === null || one.serviceName === serviceName)
      .map((credential, number) => ({ user, credential, number })),
  );
  const page = sortedPage(call, {
    items: rows,
    keyOf: ({ user, number }) => `${user.name.toLowerCase()} ${number}`,
    binding: `${call.parameters.get('UserName') ?? ''}/${serviceName ?? ''}`,
  });
  const details = list('ServiceSpecificCredentials', page.items, ({ user, credential }) =>
    renderCredential(user, credential),
  );
  return details + page.trailer;
}

/** Asking for the credentials of all users needs the permission on all users. */
export function credentialsResource(call: IamCall): string {
  return isForAll(call) ? `arn:aws:iam::${call.account.id}:user/*` : userResource(call);
}

function owners(call: IamCall): readonly User[] {
  if (!isForAll(call)) return [namedUser(call)];
  if (call.parameters.get('UserName') === null) return call.account.users;
  throw validationError('UserName and AllUsers cannot both be given.');
}

function isForAll({ parameters }: IamCall): boolean {
  return parameters.get('AllUsers') === 'true';
}

function renderCredential(user: User, credential: ServiceSpecificCredential): string {
  return [
    element('UserName', user.name),
    element('Status', credential.status),
    element('ServiceUserName', credential.serviceUserName),
    element('ServiceCredentialAlias', credential.alias),
    element('CreateDate', credential.createdAt),
    element('ExpirationDate', credential.expiresAt),
    element('ServiceSpecificCredentialId', credential.id),
    element('ServiceName', credential.serviceName),
  ].join('');
}

import type { MfaDevice, User } from '../../world/user.ts';
import { element, list } from '../xml.ts';
import { type IamCall, namedUser } from './call.ts';
import { numberedPage } from './paging.ts';
import { renderUserCore } from './users.ts';

/** The devices of one user, of every kind; only the serial number tells the kind. */
export function listMfaDevices(call: IamCall): string {
  const user = namedUser(call);
  const page = numberedPage(call, user.mfaDevices);
  return (
    list('MFADevices', page.items, (device) =>
      [
        element('UserName', user.name),
        element('SerialNumber', device.serialNumber),
        element('EnableDate', device.enabledAt),
      ].join(''),
    ) + page.trailer
  );
}

/** The virtual devices of the account, that of the root user too; none is unassigned here. */
export function listVirtualMfaDevices(call: IamCall): string {
  const unassigned = call.parameters.get('AssignmentStatus') === 'Unassigned';
  const page = numberedPage(call, unassigned ? [] : virtualDevices(call));
  return list('VirtualMFADevices', page.items, String) + page.trailer;
}

function virtualDevices({ account }: IamCall): readonly string[] {
  const ofUsers = account.users.flatMap((user) =>
    user.mfaDevices
      .filter(({ kind }) => kind === 'virtual')
      .map((device) => renderVirtual(device, user)),
  );
  return account.root.mfa
    ? [renderRootDevice(account.id, account.root.createdAt), ...ofUsers]
    : ofUsers;
}

function renderVirtual(device: MfaDevice, user: User): string {
  return [
    element('SerialNumber', device.serialNumber),
    element('EnableDate', device.enabledAt),
    `<User>${renderUserCore(user)}</User>`,
  ].join('');
}

/** Live answers leave out the name and path of the root user. */
function renderRootDevice(accountId: string, createdAt: string): string {
  const user = [
    element('UserId', accountId),
    element('Arn', `arn:aws:iam::${accountId}:root`),
    element('CreateDate', createdAt),
  ].join('');
  return [
    element('SerialNumber', `arn:aws:iam::${accountId}:mfa/root-account-mfa-device`),
    element('EnableDate', createdAt),
    `<User>${user}</User>`,
  ].join('');
}

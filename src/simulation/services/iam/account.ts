import { element, list } from '../xml.ts';
import type { IamCall } from './call.ts';
import { numberedPage } from './paging.ts';

/** No alias or one. */
export function listAccountAliases(call: IamCall): string {
  const { alias } = call.account;
  const page = numberedPage(call, alias === null ? [] : [alias]);
  return list('AccountAliases', page.items, String) + page.trailer;
}

/** Counts and switches of the account. */
export function getAccountSummary({ account }: IamCall): string {
  const { users, root } = account;
  const devices = users.reduce((sum, user) => sum + user.mfaDevices.length, 0);
  const summary = {
    Users: users.length,
    UsersQuota: 5000,
    Groups: account.groups.length,
    Roles: account.roles.length,
    MFADevices: devices,
    MFADevicesInUse: devices,
    AccountMFAEnabled: Number(root.mfa),
    AccountAccessKeysPresent: Number(root.accessKeysCreatedAt.length > 0),
    AccountPasswordPresent: Number(root.passwordChangedAt !== null),
    AccountSigningCertificatesPresent: 0,
    AccessKeysPerUserQuota: 2,
    SigningCertificatesPerUserQuota: 2,
    GlobalEndpointTokenVersion: 1,
  };
  const entries = Object.entries(summary).map(
    ([key, value]) => `<entry>${element('key', key)}${element('value', value)}</entry>`,
  );
  return `<SummaryMap>${entries.join('')}</SummaryMap>`;
}

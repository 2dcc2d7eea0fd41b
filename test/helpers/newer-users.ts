import type { Account } from '../../src/simulation/index.ts';
import { AN_HOUR_AGO, deviceOf, keyOf, usedAt, userIn } from './one-account.ts';
import { oddCredentials } from './organizations.ts';

const REPORT_AT = '2026-01-15T11:00:00Z';

/** An account with every kind of credential, and users who are newer than its report. */
export function accountWithNewerUsers() {
  const { organization, account } = oddCredentials();
  account.report = { ...account.report, existing: { generatedAt: REPORT_AT, ghosts: [] } };
  account.users = [...account.users, ...newerUsers(account)];
  return { organization, account };
}

function newerUsers({ id }: Account) {
  const createdAt = AN_HOUR_AGO;
  return [
    userIn(id, 'newer.with.all', {
      createdAt,
      mfaDevices: [deviceOf(createdAt)],
      accessKeys: [keyOf('NEWER', { createdAt, lastUse: usedAt(createdAt) })],
      signingCertificates: [
        { id: 'C'.repeat(32), status: 'Active', uploadedAt: createdAt, body: 'PEM' },
      ],
    }),
    userIn(id, 'newer.without.anything', { createdAt }),
  ];
}

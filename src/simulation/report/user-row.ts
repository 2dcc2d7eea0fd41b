import type { ReportStyle } from '../world/account.ts';
import type { Timestamp } from '../world/timestamp.ts';
import type { AccessKey, SigningCertificate, User } from '../world/user.ts';
import { type Cells, cellsOf, NOT_APPLICABLE } from './cells.ts';

/** One user as the account was when the report was made: what is newer is not in it. */
export function renderUserRow(user: User, style: ReportStyle, generatedAt: Timestamp): string {
  const cells = cellsOf(style);
  const keys = user.accessKeys
    .filter(({ createdAt }) => createdAt <= generatedAt)
    .map((key) => keyAsOf(key, generatedAt))
    .sort(SLOT_ORDERS[style.slotOrder]);
  const certificates = user.signingCertificates
    .filter(({ uploadedAt }) => uploadedAt <= generatedAt)
    .sort((a, b) => Number(a.status === 'Active') - Number(b.status === 'Active'));
  return [
    cells.text(user.name),
    cells.text(user.arn),
    cells.date(user.createdAt),
    ...passwordCells(user, cells, generatedAt),
    cells.boolean(user.mfaDevices.some(({ enabledAt }) => enabledAt <= generatedAt)),
    ...[0, 1].flatMap((slot) => keyCells(keys[slot], cells)),
    ...[0, 1].flatMap((slot) => certificateCells(certificates[slot], cells)),
    ...(style.additionalColumn ? [additional(keys.length, certificates.length)] : []),
  ].join(',');
}

/** Captures of reports fit more than one order of the slots, and AWS promises none. */
const SLOT_ORDERS: Readonly<
  Record<ReportStyle['slotOrder'], (a: AccessKey, b: AccessKey) => number>
> = {
  'by id': (a, b) => (a.id < b.id ? -1 : 1),
  'active first': (a, b) => Number(b.status === 'Active') - Number(a.status === 'Active'),
  'newest first': (a, b) => (a.createdAt < b.createdAt ? 1 : -1),
};

function keyAsOf(key: AccessKey, generatedAt: Timestamp): AccessKey {
  const stillActive = key.deactivatedAt !== null && key.deactivatedAt > generatedAt;
  const usedLater = key.lastUse !== null && key.lastUse.at > generatedAt;
  return {
    ...key,
    status: stillActive ? 'Active' : key.status,
    lastUse: usedLater ? null : key.lastUse,
  };
}

function passwordCells(user: User, cells: Cells, generatedAt: Timestamp): readonly string[] {
  const { password } = user;
  if (password === null || password.createdAt > generatedAt) {
    return [cells.boolean(false), NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE];
  }
  const { lastUsedAt } = password;
  const unused = lastUsedAt === null || lastUsedAt > generatedAt;
  return [
    cells.boolean(true),
    unused ? 'no_information' : cells.date(lastUsedAt),
    cells.date(password.lastChangedAt > generatedAt ? password.createdAt : password.lastChangedAt),
    cells.date(password.nextRotationAt),
  ];
}

/** A key that is not active keeps its dates; a used key of a service without regions has none. */
function keyCells(key: AccessKey | undefined, cells: Cells): readonly string[] {
  return [
    cells.boolean(key?.status === 'Active'),
    cells.date(key?.createdAt ?? null),
    cells.date(key?.lastUse?.at ?? null),
    key?.lastUse?.region ?? NOT_APPLICABLE,
    key?.lastUse?.service ?? NOT_APPLICABLE,
  ];
}

function certificateCells(
  certificate: SigningCertificate | undefined,
  cells: Cells,
): readonly string[] {
  return [
    cells.boolean(certificate?.status === 'Active'),
    cells.date(certificate?.uploadedAt ?? null),
  ];
}

/** The text is not documented; that it is not empty when there are more than fit is. */
function additional(keys: number, certificates: number): string {
  const more = [
    ...(keys > 2 ? [`access_keys=${keys}`] : []),
    ...(certificates > 2 ? [`certificates=${certificates}`] : []),
  ];
  return more.join(' ');
}

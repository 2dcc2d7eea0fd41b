import type { User } from '../../src/simulation/index.ts';
import { expectedKeys } from './expected-keys.ts';
import { ageOf, byBytes, jsonText } from './expected-text.ts';
import { UNKNOWN, type UserTruth } from './expected-truth.ts';

/** Tags and groups come from the bulk list, else from calls about the user. */
export function identity({ denied }: UserTruth, perUser: string, known: () => string): string {
  return denied.has('GetAccountAuthorizationDetails') && denied.has(perUser) ? UNKNOWN : known();
}

/** Policies come from the bulk list only. */
export function policies({ denied }: UserTruth, known: () => string | null): string | null {
  return denied.has('GetAccountAuthorizationDetails') ? UNKNOWN : known();
}

export function tag(truth: UserTruth, key: string): string | null {
  const found = truth.user.tags.find((candidate) => candidate.key === key);
  const isDenied = identity(truth, 'ListUserTags', () => 'told') === UNKNOWN;
  return isDenied ? UNKNOWN : (found?.value ?? null);
}

export function mfaEnabled({ user, row, reportedAt, denied }: UserTruth): boolean | string {
  if (row !== null) return row.mfaDevices.some(({ enabledAt }) => enabledAt <= reportedAt);
  return denied.has('ListMFADevices') ? UNKNOWN : user.mfaDevices.length > 0;
}

/** Listed of users who have any, as far as that is known. */
export function mfaDevices(truth: UserTruth): string {
  if (mfaEnabled(truth) === false) return '[]';
  if (truth.denied.has('ListMFADevices')) return UNKNOWN;
  return jsonText(
    [...truth.user.mfaDevices]
      .sort((a, b) => byBytes(a.serialNumber, b.serialNumber))
      .map(({ enabledAt, kind, serialNumber }) => {
        return { EnableDate: enabledAt, Kind: kind, SerialNumber: serialNumber };
      }),
  );
}

/** ListUsers tells it even after the password was deleted. */
export function lastSignIn({ user, denied }: UserTruth): string | null {
  if (denied.has('ListUsers')) return UNKNOWN;
  return user.password === null ? user.deletedPasswordLastUsedAt : user.password.lastUsedAt;
}

/** What was used, and when last; the password before the keys, these in the order of the file. */
function usesOf(truth: UserTruth): 'unknown' | readonly Use[] {
  const keys = expectedKeys(truth);
  if (keys === UNKNOWN) return UNKNOWN;
  const uses = [
    { credential: 'password', at: lastSignIn(truth) },
    ...keys.map(({ id, lastUsedAt }) => ({ credential: id, at: lastUsedAt })),
  ];
  return uses.some(({ at }) => at === UNKNOWN) ? UNKNOWN : uses;
}

interface Use {
  readonly credential: string;
  readonly at: string | null;
}

export function lastActivity(truth: UserTruth): string | null {
  const uses = usesOf(truth);
  return uses === UNKNOWN ? UNKNOWN : newest(uses);
}

export function lastActivityCredential(truth: UserTruth): string | null {
  const uses = usesOf(truth);
  if (uses === UNKNOWN) return UNKNOWN;
  const at = newest(uses);
  return at === null ? null : (uses.find((use) => use.at === at)?.credential ?? null);
}

function newest(uses: readonly Use[]): string | null {
  const instants = uses.flatMap(({ at }) => at ?? []);
  return instants.sort(byBytes).at(-1) ?? null;
}

export function consoleAccess({ user, row, reportedAt, denied }: UserTruth): boolean | string {
  if (row !== null) return row.password !== null && row.password.createdAt <= reportedAt;
  return denied.has('GetLoginProfile') ? UNKNOWN : user.password !== null;
}

export function passwordAge(truth: UserTruth): number | string | null {
  const changedAt = passwordDate(truth, ({ createdAt, lastChangedAt }) =>
    lastChangedAt > truth.reportedAt ? createdAt : lastChangedAt,
  );
  if (changedAt === null) return null;
  if (changedAt !== UNKNOWN) return ageOf(changedAt, truth.collectedAt);
  if (consoleAccess(truth) === UNKNOWN) return UNKNOWN;
  // Only the report tells the last change; but a password of today was changed today.
  const age = ageOf(truth.user.password?.createdAt ?? '', truth.collectedAt);
  return age === 0 ? 0 : UNKNOWN;
}

/** Something that only the report tells of a password. */
export function passwordDate(
  truth: UserTruth,
  date: (password: NonNullable<User['password']>) => string | null,
): string | null {
  const hasPassword = consoleAccess(truth);
  if (hasPassword === false) return null;
  const password = hasPassword === UNKNOWN ? null : truth.passwordRow?.password;
  return password ? date(password) : UNKNOWN;
}

export function signingCertificates({ user, row, reportedAt, denied }: UserTruth): string {
  const slots = row?.signingCertificates.filter(({ uploadedAt }) => uploadedAt <= reportedAt);
  if (slots?.length === 0) return '[]';
  if (denied.has('ListSigningCertificates')) return UNKNOWN;
  return jsonText(
    [...user.signingCertificates].sort(byId).map(({ id, status, uploadedAt }) => {
      return { CertificateId: id, Status: status, UploadDate: uploadedAt };
    }),
  );
}

export function sshPublicKeys({ user, denied }: UserTruth): string {
  if (denied.has('ListSSHPublicKeys')) return UNKNOWN;
  return jsonText(
    [...user.sshPublicKeys].sort(byId).map(({ id, status, uploadedAt }) => {
      return { SSHPublicKeyId: id, Status: status, UploadDate: uploadedAt };
    }),
  );
}

export function serviceSpecificCredentials({ user, denied }: UserTruth): string {
  if (denied.has('ListServiceSpecificCredentials')) return UNKNOWN;
  return jsonText(
    [...user.serviceSpecificCredentials].sort(byId).map((credential) => ({
      CreateDate: credential.createdAt,
      ExpirationDate: credential.expiresAt,
      ServiceName: credential.serviceName,
      ServiceSpecificCredentialId: credential.id,
      Status: credential.status,
    })),
  );
}

export function organizationalUnitNames({ account, organization }: UserTruth): string | null {
  if (organization === null) return null;
  const { organizationalUnits } = organization;
  const names = account.organizationalUnitPath
    .split('/')
    .map((id) => organizationalUnits.find((unit) => unit.id === id)?.name ?? 'Root');
  return jsonText(names);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return byBytes(a.id, b.id);
}

import fc from 'fast-check';

/** A user as the report is to show it. Written apart from the parser, to test it. */
export interface ReportedUser {
  readonly name: string;
  readonly path: string;
  readonly created: Date;
  readonly password: 'none' | 'never used' | Date;
  readonly passwordChanged: Date | null;
  readonly passwordRotation: Date | 'N/A' | 'not_supported';
  readonly mfa: boolean;
  readonly keys: readonly (ReportedKey | null)[];
  readonly certificates: readonly (ReportedCertificate | null)[];
  readonly moreCredentials: boolean;
}

export interface ReportedKey {
  readonly active: boolean;
  readonly created: Date;
  readonly used: ReportedUse | null;
}

export interface ReportedUse {
  readonly at: Date;
  readonly region: string;
  readonly service: string;
}

export interface ReportedCertificate {
  readonly active: boolean;
  readonly uploaded: Date;
}

/** How one generation of the report happens to be written. */
export interface ReportStyle {
  readonly upperCase: boolean;
  readonly zone: 'Z' | '+00:00';
  readonly newline: '\n' | '\r\n';
  readonly endsWithNewline: boolean;
  readonly byteOrderMark: boolean;
  readonly extraColumns: readonly string[];
  readonly quoting: 'RFC 4180' | 'none';
  /** Only a report that quotes can have its columns in another order and still be read. */
  readonly reversed: boolean;
}

/** The first 22 columns of the report, as documentation lists them. */
export const COLUMN_NAMES = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

/** The text of a report of these users, and of the root user in the first row. */
export function renderReport(users: readonly ReportedUser[], style: ReportStyle): string {
  const header = [...COLUMN_NAMES, ...style.extraColumns];
  const rows = [header, rootCells(style), ...users.map((user) => userCells(user, style))];
  const lines = rows.map((row) => {
    const cells = row.map((cell) => (style.quoting === 'none' ? cell : quoted(cell)));
    return (style.reversed ? cells.toReversed() : cells).join(',');
  });
  const text = lines.join(style.newline) + (style.endsWithNewline ? style.newline : '');
  return style.byteOrderMark ? `\uFEFF${text}` : text;
}

/** Whole seconds of the years in which there has been IAM. */
export const dates = fc
  .integer({ min: Date.UTC(2011, 0) / 1000, max: Date.UTC(2038, 0) / 1000 })
  .map((seconds) => new Date(seconds * 1000));

const uses: fc.Arbitrary<ReportedUse> = fc.record({
  at: dates,
  region: fc.constantFrom('N/A', 'us-east-1'),
  service: fc.constantFrom('N/A', 's3'),
});

/** Any user that IAM allows. */
export const reportedUsers: fc.Arbitrary<ReportedUser> = fc.record({
  name: fc.string({
    unit: fc.constantFrom(...Array.from('aZ9_+=,.@-')),
    minLength: 1,
    maxLength: 12,
  }),
  path: fc.oneof(
    fc.constant('/'),
    fc
      .string({ unit: fc.constantFrom(...Array.from('a:/,,""\'=!~')), minLength: 1, maxLength: 12 })
      .map((middle) => `/${middle}/`),
  ),
  created: dates,
  password: fc.oneof(fc.constantFrom('none' as const, 'never used' as const), dates),
  passwordChanged: fc.option(dates),
  passwordRotation: fc.oneof(fc.constantFrom('N/A' as const, 'not_supported' as const), dates),
  mfa: fc.boolean(),
  keys: slotsOf(fc.record({ active: fc.boolean(), created: dates, used: fc.option(uses) })),
  certificates: slotsOf(fc.record({ active: fc.boolean(), uploaded: dates })),
  moreCredentials: fc.boolean(),
});

export const reportStyles: fc.Arbitrary<ReportStyle> = fc
  .record({
    upperCase: fc.boolean(),
    zone: fc.constantFrom('Z' as const, '+00:00' as const),
    newline: fc.constantFrom('\n' as const, '\r\n' as const),
    endsWithNewline: fc.boolean(),
    byteOrderMark: fc.boolean(),
    extraColumns: fc.constantFrom(
      [],
      ['additional_credentials_info'],
      ['password_reset_required', 'additional_credentials_info'],
    ),
    quoting: fc.constantFrom('RFC 4180' as const, 'none' as const),
    reversed: fc.boolean(),
  })
  .map((style) => ({ ...style, reversed: style.reversed && style.quoting === 'RFC 4180' }));

function slotsOf<Slot>(slot: fc.Arbitrary<Slot>): fc.Arbitrary<readonly (Slot | null)[]> {
  return fc.array(fc.option(slot), { minLength: 2, maxLength: 2 });
}

function userCells(user: ReportedUser, style: ReportStyle): readonly string[] {
  const { password } = user;
  const lastUsed = password instanceof Date ? date(password, style) : 'no_information';
  return [
    user.name,
    `arn:aws:iam::111111111111:user${user.path}${user.name}`,
    date(user.created, style),
    flag(password !== 'none', style),
    password === 'none' ? 'N/A' : lastUsed,
    password === 'none' ? 'N/A' : date(user.passwordChanged, style),
    password === 'none' ? 'N/A' : rotation(user, style),
    flag(user.mfa, style),
    ...user.keys.flatMap((key) => [
      flag(key?.active ?? false, style),
      date(key?.created ?? null, style),
      date(key?.used?.at ?? null, style),
      key?.used?.region ?? 'N/A',
      key?.used?.service ?? 'N/A',
    ]),
    ...user.certificates.flatMap((certificate) => [
      flag(certificate?.active ?? false, style),
      date(certificate?.uploaded ?? null, style),
    ]),
    ...style.extraColumns.map((column) =>
      column === 'additional_credentials_info' && user.moreCredentials ? '1 more key' : 'N/A',
    ),
  ];
}

function rotation({ passwordRotation }: ReportedUser, style: ReportStyle): string {
  return passwordRotation instanceof Date ? date(passwordRotation, style) : passwordRotation;
}

function rootCells(style: ReportStyle): readonly string[] {
  const slots = COLUMN_NAMES.slice(8).map((name) =>
    name.endsWith('_active') ? flag(false, style) : 'N/A',
  );
  return [
    '<root_account>',
    'arn:aws:iam::111111111111:root',
    `2020-02-29T01:02:03${style.zone}`,
    'not_supported',
    `2026-01-02T03:04:05${style.zone}`,
    'not_supported',
    'not_supported',
    flag(true, style),
    ...slots,
    ...style.extraColumns.map(() => 'N/A'),
  ];
}

function flag(value: boolean, style: ReportStyle): string {
  return style.upperCase ? String(value).toUpperCase() : String(value);
}

function date(value: Date | null, style: ReportStyle): string {
  return value === null ? 'N/A' : value.toISOString().replace('.000Z', style.zone);
}

function quoted(cell: string): string {
  return cell.includes('"') || cell.includes(',') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

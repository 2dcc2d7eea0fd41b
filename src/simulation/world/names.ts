import type { Random } from './random.ts';
import type { Tag } from './user.ts';

/** A user name that IAM allows: `[\w+=,.@-]+`, at most 64 characters. Unique by its number. */
export function userName(random: Random, number: number): string {
  const name = `${random.pick(FIRST_NAMES)}.${random.pick(LAST_NAMES)}${number}`;
  return random.chance(ODD_SHARE) ? `${random.pick(ODD_NAME_STARTS)}${name}` : name;
}

/** A path that IAM allows: printable ASCII except the space, between slashes. */
export function userPath(random: Random): string {
  if (random.chance(0.7)) return '/';
  return random.chance(ODD_SHARE) ? random.pick(ODD_PATHS) : random.pick(PATHS);
}

/** Tags with unique keys, as odd as AWS allows them. */
export function userTags(random: Random): readonly Tag[] {
  const tags = new Map<string, string>();
  for (let count = random.integer(0, 3); count > 0; count -= 1) {
    const odd = random.chance(ODD_SHARE);
    tags.set(
      random.pick(odd ? ODD_TAG_KEYS : TAG_KEYS),
      random.pick(odd ? ODD_TAG_VALUES : TAG_VALUES),
    );
  }
  return [...tags].map(([key, value]) => ({ key, value }));
}

/** An account name: any text, which spreadsheets and CSV readers may stumble over. */
export function accountName(random: Random, number: number): string {
  const name = `${random.pick(TEAMS)}-${random.pick(STAGES)}-${number}`;
  return random.chance(ODD_SHARE) ? `${random.pick(ODD_ACCOUNT_STARTS)}${name}` : name;
}

const ODD_SHARE = 0.15;
const FIRST_NAMES = [
  'ana',
  'ben',
  'chloe',
  'dmitri',
  'Emeka',
  'fatima',
  'georg',
  'hana',
  'Ivo',
] as const;
const LAST_NAMES = [
  'ito',
  'jones',
  'kowalski',
  'Lopez',
  'meyer',
  'nguyen',
  'okafor',
  'Smith',
] as const;
const ODD_NAME_STARTS = [
  '=cmd+',
  '+SUM=',
  '-1+2-',
  '@evil.',
  'last,first,',
  '_',
  '__proto__.',
] as const;
const PATHS = ['/people/', '/service/', '/division_abc/subdivision_xyz/', '/ci/deploy/'] as const;
const ODD_PATHS = [
  '/"quoted"/',
  '/a,b/',
  "/it's=1/",
  '/a//b/',
  '/;semi:colon;/',
  '/%25&<x>/',
] as const;
const TAG_KEYS = ['Owner', 'CostCenter', 'team', 'Environment', 'email'] as const;
const TAG_VALUES = ['platform', '4711', 'data science', 'ana@example.com', '', 'true'] as const;
/** `\u2028`, `\u2029` and NBSP are separators (`\p{Z}`), which IAM allows in tags. */
const ODD_TAG_KEYS = [
  '__proto__',
  'constructor',
  '=1+1',
  'Größe',
  'line\u2028end',
  'no\u00a0break',
  '10',
] as const;
const ODD_TAG_VALUES = [
  '=cmd',
  '+1',
  '@home',
  '部門:開発',
  'a\u2028b',
  'c\u2029d',
  ' \u00a0 ',
  '__proto__',
] as const;
const TEAMS = ['payments', 'search', 'data', 'web', 'mobile', 'platform', 'security'] as const;
const STAGES = ['prod', 'staging', 'dev', 'sandbox'] as const;
const ODD_ACCOUNT_STARTS = [
  '=HYPERLINK("x") ',
  '"quoted" ',
  'two\nlines ',
  '@',
  'a, b; ',
  'Ünïcode ',
] as const;

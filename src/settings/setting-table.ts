import * as z from 'zod';
import { FORMAT_NAMES, ROW_FORMS } from '../model/result-form.ts';
import { columnNames, DEFAULT_COLUMNS } from './column-names.ts';
import { formats } from './formats.ts';
import {
  accountId,
  externalId,
  kmsKey,
  organizationalUnitId,
  organizationId,
  profile,
  region,
  roleName,
  runId,
} from './identifiers.ts';
import { distinctListOf, setOf } from './lists.ts';
import { place } from './place.ts';
import { oneOf, onOrOff, percentage, wholeNumber } from './scalars.ts';
import { readVariable, setting } from './setting.ts';
import type { Place } from './settings.ts';
import { readTarget } from './target-environment.ts';

const ACCOUNT_IDS = 'a list of account ids';
const UNIT_IDS = 'a list of ids of organizational units';
const DEFAULT_TARGET: Place = { kind: 'directory', path: './iam-users' };
const DEFAULT_ROLE = 'iam-user-data-collector';
const DEFAULT_CONCURRENCY = 16;
const DEFAULT_MIN_COVERAGE = 95;

/** Every setting, by its key in the configuration file. */
export const SETTINGS = {
  accounts: setting({
    flag: '--accounts',
    placeholder: 'IDS|@FILE',
    environment: ['CHILD_ACCOUNT_IDS'],
    group: 'Accounts to read',
    description:
      'Account ids to read instead of asking AWS Organizations, separated by commas or white space; ' +
      '@FILE reads them from a file, one a line, with # comments.',
    defaultText: 'every account of the organization',
    schema: distinctListOf(accountId, ACCOUNT_IDS).nullable().default(null),
    mayNameFile: true,
  }),
  ou: setting({
    flag: '--ou',
    placeholder: 'IDS',
    environment: ['ORGANIZATIONAL_UNITS'],
    group: 'Accounts to read',
    description:
      'Read only the accounts in these organizational units and in the units below them.',
    defaultText: 'all',
    schema: setOf(organizationalUnitId, UNIT_IDS).default([]),
  }),
  excludeOu: setting({
    flag: '--exclude-ou',
    placeholder: 'IDS',
    environment: ['EXCLUDE_ORGANIZATIONAL_UNITS'],
    group: 'Accounts to read',
    description:
      'Leave out the accounts in these organizational units and in the units below them.',
    defaultText: 'none',
    schema: setOf(organizationalUnitId, UNIT_IDS).default([]),
  }),
  excludeAccounts: setting({
    flag: '--exclude-accounts',
    placeholder: 'IDS|@FILE',
    environment: ['EXCLUDE_ACCOUNT_IDS'],
    group: 'Accounts to read',
    description: 'Leave out these accounts.',
    defaultText: 'none',
    schema: setOf(accountId, ACCOUNT_IDS).default([]),
    mayNameFile: true,
  }),
  organizationId: setting({
    flag: '--organization-id',
    placeholder: 'ID',
    environment: ['ORGANIZATION_ID'],
    group: 'Accounts to read',
    description: 'The id of the organization, which becomes part of the name of the data file.',
    defaultText: 'asked of AWS Organizations',
    schema: organizationId.nullable().default(null),
  }),
  roleName: setting({
    flag: '--role-name',
    placeholder: 'NAME',
    environment: ['ROLE_NAME'],
    group: 'Access to AWS',
    description: 'The role to assume in every account, after its path if it has one.',
    defaultText: DEFAULT_ROLE,
    schema: roleName.default(DEFAULT_ROLE),
  }),
  externalId: setting({
    flag: '--external-id',
    placeholder: 'ID',
    environment: ['EXTERNAL_ID'],
    group: 'Access to AWS',
    description: 'The external id that the trust policies of the roles ask for.',
    defaultText: 'none',
    schema: externalId.nullable().default(null),
  }),
  profile: setting({
    flag: '--profile',
    placeholder: 'NAME',
    environment: ['AWS_PROFILE'],
    group: 'Access to AWS',
    description:
      'The profile of the AWS configuration files that holds the credentials; named as a flag or in ' +
      'the file, it wins over keys in the environment.',
    defaultText: 'as the AWS CLI',
    schema: profile.nullable().default(null),
  }),
  region: setting({
    flag: '--region',
    placeholder: 'NAME',
    environment: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    group: 'Access to AWS',
    description: 'The region of AWS STS and of the bucket; IAM users are global.',
    defaultText: 'as the AWS CLI',
    schema: region.nullable().default(null),
  }),
  to: setting({
    flag: '--to',
    placeholder: 'DIR|s3://…',
    environment: ['S3_BUCKET_NAME', 'S3_PREFIX'],
    group: 'Result',
    description: 'Where the result goes: a directory, or s3://bucket/prefix.',
    defaultText: DEFAULT_TARGET.path,
    schema: place.default(DEFAULT_TARGET),
    readEnvironment: readTarget,
  }),
  runStore: setting({
    flag: '--run-store',
    placeholder: 'DIR|s3://…',
    environment: ['RUN_STORE'],
    group: 'Result',
    description: 'Where the run keeps its plan and what it has read, so that it can be resumed.',
    defaultText: '_iam-users in the place of the result',
    schema: place.nullable().default(null),
  }),
  freshness: setting({
    flag: '--freshness',
    placeholder: 'report|live',
    environment: ['FRESHNESS'],
    group: 'Result',
    description:
      'Whether passwords, MFA, keys and certificates are as the credential report has them, which ' +
      'is 4 hours old at most, or live, at about six calls for each user.',
    defaultText: 'report',
    schema: oneOf(['report', 'live']).default('report'),
  }),
  columns: setting({
    flag: '--columns',
    placeholder: 'NAMES',
    environment: ['COLUMNS'],
    group: 'Result',
    description:
      'The columns of the file, in this order, separated by commas: names (see `iam-users columns`), ' +
      'Tag: and the key of a tag, or all; fewer columns cost fewer calls.',
    defaultText: `the ${DEFAULT_COLUMNS.length} standard ones`,
    schema: columnNames.default([...DEFAULT_COLUMNS]),
    // Shells keep the width of the terminal in a variable of the same name, and some export it.
    readEnvironment: (environment) => {
      const found = readVariable(environment, ['COLUMNS']);
      return found !== null && /^\s*\d+\s*$/.test(found.value) ? null : found;
    },
  }),
  rows: setting({
    flag: '--rows',
    placeholder: ROW_FORMS.join('|'),
    environment: ['ROWS'],
    group: 'Result',
    description:
      'What a row stands for: a user, or an access key, where users without any keep one row.',
    defaultText: 'user',
    schema: oneOf(ROW_FORMS).default('user'),
  }),
  format: setting({
    flag: '--format',
    placeholder: FORMAT_NAMES.join(','),
    environment: ['FORMATS'],
    group: 'Result',
    description:
      'The formats of the data, a file for each: csv, and jsonl for JSON Lines, in which values ' +
      'have their types.',
    defaultText: 'csv',
    schema: formats.default(['csv']),
  }),
  rawCells: setting({
    flag: '--raw-cells',
    placeholder: null,
    environment: ['RAW_CELLS'],
    group: 'Result',
    description:
      'Write cells that a spreadsheet takes for a formula as they are, without an apostrophe in front.',
    defaultText: 'off',
    schema: onOrOff.default(false),
  }),
  bucketOwner: setting({
    flag: '--bucket-owner',
    placeholder: 'ACCOUNT',
    environment: ['S3_BUCKET_OWNER'],
    group: 'Result',
    description: 'The account that must own the bucket; any other owner is refused.',
    defaultText: 'not checked',
    schema: accountId.nullable().default(null),
  }),
  kmsKeyId: setting({
    flag: '--kms-key-id',
    placeholder: 'KEY',
    environment: ['KMS_KEY_ID'],
    group: 'Result',
    description: 'The AWS KMS key (id, ARN or alias) that encrypts the objects.',
    defaultText: 'as the bucket is set up',
    schema: kmsKey.nullable().default(null),
  }),
  concurrency: setting({
    flag: '--concurrency',
    placeholder: 'N',
    environment: ['CONCURRENCY'],
    group: 'Run',
    description: 'How many accounts are read at the same time, 1 to 200.',
    defaultText: String(DEFAULT_CONCURRENCY),
    schema: wholeNumber(1, 200).default(DEFAULT_CONCURRENCY),
  }),
  callsPerSecond: setting({
    flag: '--calls-per-second',
    placeholder: 'N',
    environment: ['CALLS_PER_SECOND'],
    group: 'Run',
    description:
      'How many calls of IAM a run makes per second at most, 1 to 10,000, where others need their share ' +
      'of the rate that AWS takes.',
    defaultText: 'as AWS takes them; 200 in a distributed run',
    schema: wholeNumber(1, 10_000).nullable().default(null),
  }),
  retryFailed: setting({
    flag: '--retry-failed',
    placeholder: 'RUNID',
    environment: ['RETRY_FAILED'],
    group: 'Run',
    description:
      'Begin a run that takes over what this earlier one, at most 24 hours old, has collected, and ' +
      'reads only the accounts that are partial, failed or new.',
    defaultText: 'every account is read',
    schema: runId.nullable().default(null),
  }),
  reuse: setting({
    flag: '--no-reuse',
    placeholder: null,
    environment: ['REUSE'],
    group: 'Run',
    description:
      'Access keys and signing certificates that an earlier run has listed, and that have not changed ' +
      'since by the credential report, are not listed again; with the flag, or false, all are.',
    defaultText: 'true',
    schema: onOrOff.default(true),
  }),
  minCoverage: setting({
    flag: '--min-coverage',
    placeholder: 'PERCENT',
    environment: ['MIN_COVERAGE'],
    group: 'Run',
    description:
      'How many percent of the accounts must be read for `latest.json` to point to the result, 0 to 100.',
    defaultText: String(DEFAULT_MIN_COVERAGE),
    schema: percentage.default(DEFAULT_MIN_COVERAGE),
  }),
};

export type SettingKey = keyof typeof SETTINGS;

/** The settings by key. */
export type SettingValues = {
  readonly [Key in SettingKey]: z.output<(typeof SETTINGS)[Key]['schema']>;
};

/** The keys, in the order of the table. */
export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

/** Checks all of them at once. */
export const settingValues: z.ZodType<SettingValues> = z.object(
  Object.fromEntries(SETTING_KEYS.map((key) => [key, SETTINGS[key].schema])),
) as unknown as z.ZodType<SettingValues>;

import type { Problem } from '../model/part.ts';
import type { ManifestAccount } from './manifest.ts';
import { listOf, type Shape } from './shape.ts';

const PROBLEM_SHAPE: Shape<Problem> = {
  title: 'An error of an account',
  description: 'Something that went wrong in an account. Each kind is there once.',
  fields: {
    code: {
      type: { kind: 'text', pattern: '^[A-Z][A-Z0-9_]*$' },
      meaning: 'Code from the [table of errors](errors.md). Codes may be added.',
    },
    operation: {
      type: { kind: 'text' },
      meaning: 'The AWS operation, such as `GetCredentialReport`.',
      whenNull: 'no call was involved',
    },
    message: {
      type: { kind: 'text' },
      meaning: 'What was expected and what was found, for people. Its words may change.',
    },
    remedy: { type: { kind: 'text' }, meaning: 'What to do about it, for people.' },
  },
  rules: [],
};

/** What the manifest says of one account. */
export const ACCOUNT_SHAPE: Shape<ManifestAccount> = {
  title: 'An account',
  description: 'What became of one planned account.',
  fields: {
    accountId: {
      type: { kind: 'text', pattern: '^[0-9]{12}$' },
      meaning: 'Id of the account, 12 digits with leading zeros.',
    },
    accountName: {
      type: { kind: 'text' },
      meaning: 'Name of the account, as AWS Organizations has it.',
      whenNull: 'the accounts were named in the settings, so AWS Organizations was not asked',
    },
    accountAlias: {
      type: { kind: 'text' },
      meaning: 'Alias of the account; `unknown` if it was not read.',
      whenNull: 'the account has none',
    },
    organizationalUnitPath: {
      type: { kind: 'text' },
      meaning: 'Ids from the root to the organizational unit, such as `r-ab12/ou-ab12-11111111`.',
      whenNull: 'AWS Organizations was not asked, or did not tell',
    },
    outcome: {
      type: { kind: 'choice', of: ['collected', 'partial', 'failed', 'skipped'] },
      meaning:
        '`collected`: everything was read. `partial`: the users were, but facts are unknown or their number is not verified. `failed`: nothing was, and no row of the account is in the file. `skipped`: not read on purpose.',
    },
    users: { type: { kind: 'count', unit: 'users' }, meaning: 'IAM users in the file.' },
    accessKeys: {
      type: { kind: 'count', unit: 'access keys' },
      meaning: 'Access keys of these users.',
      whenNull: 'no column asks for access keys, or those of some user are unknown',
    },
    summaryUsers: {
      type: { kind: 'count', unit: 'users' },
      meaning: 'IAM users by the account summary of IAM itself.',
      whenNull: 'the summary was not read',
    },
    countVerified: {
      type: { kind: 'flag' },
      meaning:
        'Whether `users` agrees with `summaryUsers`, but for users who were seen to come or go meanwhile.',
    },
    rootAccessKeys: {
      type: { kind: 'count', unit: 'access keys' },
      meaning: 'Access keys of the root user: 1 if there are any.',
      whenNull: 'the summary was not read',
    },
    rootMfa: {
      type: { kind: 'flag' },
      meaning: 'Whether the root user has an MFA device.',
      whenNull: 'the summary was not read',
    },
    rootPassword: {
      type: { kind: 'flag' },
      meaning: 'Whether the root user has a password.',
      whenNull: 'the summary was not read',
    },
    credentialReportTime: {
      type: { kind: 'instant' },
      meaning: 'When IAM made the credential report that facts were taken from.',
      whenNull: 'no credential report was read, because no column needs one or because it failed',
    },
    readAt: {
      type: { kind: 'instant' },
      meaning: 'When reading the account was over.',
      whenNull: 'nobody tried: the account is `skipped`, or the run ended before it was reached',
    },
    unknownFacts: {
      type: { kind: 'list', of: { kind: 'text' } },
      meaning:
        'The facts that are unknown of the account or of any of its users. [Columns](columns.md) says which columns need which.',
    },
    errors: {
      type: listOf(PROBLEM_SHAPE),
      meaning: 'What went wrong, or why the account was not read.',
    },
    dropped: {
      type: { kind: 'count', unit: 'users' },
      meaning: 'Users who were listed and then deleted while the account was read.',
    },
    calls: {
      type: { kind: 'count', unit: 'requests' },
      meaning: 'Requests made to AWS for the account, repeated ones included.',
    },
    throttles: {
      type: { kind: 'count', unit: 'requests' },
      meaning: 'How many of them were refused because of their rate, and repeated.',
    },
    durationMs: {
      type: { kind: 'count', unit: 'milliseconds' },
      meaning: 'How long reading the account took.',
    },
  },
  rules: [
    {
      sentence: 'A `collected` account has no unknown facts, and its number of users is verified.',
      when: { outcome: 'collected' },
      demands: { countVerified: { const: true }, unknownFacts: { maxItems: 0 } },
    },
    ...(['failed', 'skipped'] as const).map((outcome) => ({
      sentence: `A \`${outcome}\` account has no users and no access keys here, and says why.`,
      when: { outcome },
      demands: { users: { const: 0 }, accessKeys: { const: 0 }, errors: { minItems: 1 } },
    })),
  ],
};

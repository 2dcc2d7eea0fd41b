import { FACTS, publishedFacts } from '../model/facts.ts';
import {
  type Cause,
  type DiagnosedAccount,
  type Diagnosis,
  EFFECTS,
  type NamedAccount,
  type TriedPlace,
  type UntestedAction,
} from './diagnosis.ts';
import { anyShape, type FieldsOf, listOf, objectOf, type Shape } from './shape.ts';

const TEXT = { kind: 'text' } as const;
const TEXTS = { kind: 'list', of: TEXT } as const;

const ACCOUNT_FIELDS: FieldsOf<NamedAccount> = {
  accountId: { type: { kind: 'text', pattern: '^[0-9]{12}$' }, meaning: 'Id of the account.' },
  accountName: {
    type: TEXT,
    meaning: 'Its name in the organization.',
    whenNull: 'the organization was not asked',
  },
};

const CALLER_SHAPE: Shape<Diagnosis['caller']> = {
  title: 'The caller',
  description: 'Whose credentials the doctor has.',
  fields: {
    accountId: { type: { kind: 'text', pattern: '^[0-9]{12}$' }, meaning: 'The own account.' },
    arn: { type: TEXT, meaning: 'The principal.' },
  },
  rules: [],
};

const TOOL_SHAPE: Shape<Diagnosis['tool']> = {
  title: 'The tool of the diagnosis',
  description: 'The program that made it.',
  fields: {
    name: { type: TEXT, meaning: '`iam-user-data-collector`.' },
    version: { type: TEXT, meaning: 'Its version.' },
  },
  rules: [],
};

const PLACE_SHAPE: Shape<TriedPlace> = {
  title: 'A place',
  description: 'A directory or a prefix of a bucket that was tried.',
  fields: {
    use: {
      type: { kind: 'choice', of: ['target', 'run store'] },
      meaning: 'Whether the result goes there or the run is kept there.',
    },
    location: { type: TEXT, meaning: 'Absolute path, or `s3://bucket/prefix`.' },
  },
  rules: [],
};

const CAUSED_ACCOUNT_SHAPE: Shape<NamedAccount> = {
  title: 'An account with a cause',
  description: 'Where something is wrong.',
  fields: ACCOUNT_FIELDS,
  rules: [],
};

const CAUSE_SHAPE: Shape<Cause> = {
  title: 'A cause',
  description: 'One thing that is wrong, and everywhere that it is.',
  fields: {
    code: {
      type: { kind: 'text', pattern: '^[A-Z_]+$' },
      meaning: 'What is wrong, from the [table of errors](errors.md).',
    },
    operations: { type: TEXTS, meaning: 'AWS operations that failed so.' },
    effect: {
      type: { kind: 'choice', of: EFFECTS },
      meaning:
        'What a run would make of it. `RUN_FAILS`: publish nothing. `ACCOUNT_FAILS`: have none of the users of these accounts. `FACTS_UNKNOWN`: have all users, with some facts `unknown`. `AGES_WRONG`: have wrong ages. `RUN_IMPAIRED`: publish, but perhaps not move `latest.json`, or not be resumable everywhere. `NONE`: have everything all the same, with more calls.',
    },
    lostFacts: {
      type: { kind: 'list', of: { kind: 'choice', of: publishedFacts(FACTS) } },
      meaning: 'What would be unknown of some user at least.',
    },
    message: { type: TEXT, meaning: 'What was expected and found, in the first account.' },
    remedy: { type: TEXT, meaning: 'What to do.' },
    accounts: {
      type: listOf(CAUSED_ACCOUNT_SHAPE),
      meaning: 'Every account that has it; none where it concerns the run as a whole.',
    },
  },
  rules: [],
};

const UNTESTED_SHAPE: Shape<UntestedAction> = {
  title: 'An untested action',
  description: 'Whether it is allowed is not known.',
  fields: {
    action: { type: TEXT, meaning: 'The IAM action.' },
    reason: { type: TEXT, meaning: 'Why it could not be tried.' },
  },
  rules: [],
};

const ACCOUNT_SHAPE: Shape<DiagnosedAccount> = {
  title: 'A diagnosed account',
  description: 'What is known of one account.',
  fields: {
    ...ACCOUNT_FIELDS,
    result: {
      type: { kind: 'choice', of: ['FINE', 'WRONG', 'NOT_TRIED'] },
      meaning: 'Whether a run would read it in full, as far as that could be tried.',
    },
    reason: { type: TEXT, meaning: 'Why it was not tried.', whenNull: 'it was' },
    access: {
      type: { kind: 'choice', of: ['role', 'caller'] },
      meaning:
        'Whose credentials were used: those of the role, or in the own account those of the caller.',
      whenNull: 'it was not tried, or could not be opened',
    },
    worked: {
      type: TEXTS,
      meaning: 'IAM actions that AWS carried out, those in place of others too.',
    },
    untested: { type: listOf(UNTESTED_SHAPE), meaning: 'Needed actions that were not tried.' },
  },
  rules: [],
};

/** What `iam-users doctor --json` writes. */
export const DIAGNOSIS_SHAPE = anyShape<Diagnosis>({
  title: 'The diagnosis',
  description: 'What a run would need, what of it works, and what is wrong.',
  fields: {
    schemaVersion: {
      type: { kind: 'constant', value: 1 },
      meaning: 'Version of this form. Fields may be added within a version; none changes or goes.',
    },
    tool: { type: objectOf(TOOL_SHAPE), meaning: 'The program that made it.' },
    at: { type: { kind: 'instant' }, meaning: 'When it was finished.' },
    isFine: {
      type: { kind: 'flag' },
      meaning:
        'Whether everything that could be tried works: no cause has another effect than `NONE`. The exit status is 0 if so, else 1.',
    },
    caller: { type: objectOf(CALLER_SHAPE), meaning: 'Who asked.' },
    organizationId: {
      type: TEXT,
      meaning: 'Id of the organization.',
      whenNull: 'it is neither set nor was asked for',
    },
    roleName: { type: TEXT, meaning: 'The role that was tried in every account.' },
    freshness: {
      type: { kind: 'choice', of: ['report', 'live'] },
      meaning: 'As a run would have it.',
    },
    columns: { type: TEXTS, meaning: 'The columns that a run would fill.' },
    actions: { type: TEXTS, meaning: 'The IAM actions that these columns need in every account.' },
    clockAheadMs: {
      type: { kind: 'difference', unit: 'milliseconds' },
      meaning: 'How far the clock of AWS is ahead of the one of this machine, to about a second.',
      whenNull: 'AWS did not tell the time',
    },
    places: { type: listOf(PLACE_SHAPE), meaning: 'Where a run would write.' },
    sample: {
      type: { kind: 'count', unit: 'accounts' },
      meaning: 'How many accounts were to be tried.',
      whenNull: 'all',
    },
    causes: { type: listOf(CAUSE_SHAPE), meaning: 'What is wrong, the worst first.' },
    accounts: { type: listOf(ACCOUNT_SHAPE), meaning: 'Every planned account, sorted by id.' },
    reportsBegun: {
      type: { kind: 'count', unit: 'accounts' },
      meaning: 'Accounts in which IAM began a credential report, because there was none.',
    },
    calls: { type: { kind: 'count', unit: 'calls' }, meaning: 'Requests about accounts.' },
  },
  rules: [],
});

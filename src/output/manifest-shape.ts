import { FORMAT_NAMES } from '../model/result-form.ts';
import { ACCOUNT_SHAPE } from './account-shape.ts';
import type { Coverage, LatestPointer, Manifest, PublishedFile } from './manifest.ts';
import { anyShape, listOf, objectOf, type Shape } from './shape.ts';

const RUN_ID = { kind: 'text', pattern: '^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}$' } as const;
const VERSION = {
  type: { kind: 'constant', value: 1 },
  meaning: 'Version of this form. Fields may be added within a version; none changes or goes.',
} as const;
const COLLECTED_AT = {
  type: { kind: 'instant' },
  meaning: 'The instant from which every age in the file is computed.',
} as const;

const TOOL_SHAPE: Shape<Manifest['tool']> = {
  title: 'The tool',
  description: 'The program that made the snapshot.',
  fields: {
    name: { type: { kind: 'text' }, meaning: '`iam-user-data-collector`.' },
    version: { type: { kind: 'text' }, meaning: 'Its version.' },
  },
  rules: [],
};

const COVERAGE_SHAPE: Shape<Coverage> = {
  title: 'Coverage',
  description:
    'How much of what was planned was read. `planned` is the sum of `collected`, `partial`, `failed` and `skipped`.',
  fields: {
    planned: { type: { kind: 'count', unit: 'accounts' }, meaning: 'Accounts in the plan.' },
    collected: { type: { kind: 'count', unit: 'accounts' }, meaning: 'Accounts read in full.' },
    partial: {
      type: { kind: 'count', unit: 'accounts' },
      meaning:
        'Accounts whose users were read, but not every fact, or whose number is not verified.',
    },
    failed: { type: { kind: 'count', unit: 'accounts' }, meaning: 'Accounts not read.' },
    skipped: {
      type: { kind: 'count', unit: 'accounts' },
      meaning: 'Accounts not read on purpose: not usable, or left out by the settings.',
    },
    percent: {
      type: { kind: 'percent' },
      meaning:
        '100 · (`collected` + `partial`) / (`planned` − `skipped`), rounded down to two decimals, so that 100 means all.',
    },
  },
  rules: [],
};

const FILE_SHAPE: Shape<PublishedFile> = {
  title: 'A file',
  description: 'A file with the data.',
  fields: {
    key: { type: { kind: 'text' }, meaning: 'Name below the target.' },
    format: { type: { kind: 'choice', of: FORMAT_NAMES }, meaning: 'How it is written.' },
    rows: { type: { kind: 'count', unit: 'rows' }, meaning: 'Rows, the header not counted.' },
    bytes: { type: { kind: 'count', unit: 'bytes' }, meaning: 'Size.' },
    sha256: {
      type: { kind: 'text', pattern: '^[0-9a-f]{64}$' },
      meaning: 'SHA-256 of the bytes, in hexadecimal.',
    },
  },
  rules: [],
};

/** The manifest: `_iam-users/manifests/<data file>.manifest.json`. */
export const MANIFEST_SHAPE = anyShape<Manifest>({
  title: 'The manifest',
  description:
    'The proof that goes with the data: what was read, what was not, and why. It is written for failed runs too.',
  fields: {
    schemaVersion: VERSION,
    tool: { type: objectOf(TOOL_SHAPE), meaning: 'The program that made it.' },
    runId: { type: RUN_ID, meaning: 'Id of the run; `iam-users resume` takes it.' },
    parentRunId: {
      type: RUN_ID,
      meaning: 'The earlier run whose accounts were adopted.',
      whenNull: 'every account was read by this run',
    },
    organizationId: {
      type: { kind: 'text', pattern: '^o-[a-z0-9]{10,32}$' },
      meaning: 'Id of the organization.',
      whenNull: 'it is neither set nor was asked for',
    },
    status: {
      type: { kind: 'choice', of: ['COMPLETE', 'PARTIAL', 'FAILED'] },
      meaning:
        '`COMPLETE`: no account is partial or failed. `PARTIAL`: some are. `FAILED`: no account was read, and there is no file.',
    },
    freshness: {
      type: { kind: 'choice', of: ['report', 'live'] },
      meaning:
        'Whether passwords, MFA, keys and certificates are as the credential report of the account has them, or every user was asked about.',
    },
    startedAt: { type: { kind: 'instant' }, meaning: 'When the run began.' },
    collectedAt: COLLECTED_AT,
    finishedAt: {
      type: { kind: 'instant' },
      meaning: 'When every account had been read and its rows were written.',
    },
    columns: {
      type: { kind: 'list', of: { kind: 'text' } },
      meaning: 'Names of the columns, in the order of the file.',
    },
    coverage: { type: objectOf(COVERAGE_SHAPE), meaning: 'How much of what was planned was read.' },
    users: {
      type: { kind: 'count', unit: 'users' },
      meaning: 'IAM users in the file: the sum over all accounts.',
    },
    accessKeys: {
      type: { kind: 'count', unit: 'access keys' },
      meaning: 'Access keys of these users: the sum over all accounts.',
      whenNull: 'that of at least one account is',
    },
    files: { type: listOf(FILE_SHAPE), meaning: 'The data.' },
    accounts: { type: listOf(ACCOUNT_SHAPE), meaning: 'Every planned account, sorted by id.' },
  },
  rules: [
    {
      sentence: 'A `FAILED` run has no files.',
      when: { status: 'FAILED' },
      demands: { files: { maxItems: 0 } },
    },
    {
      sentence: 'A `COMPLETE` run has files, and no account that is partial or failed.',
      when: { status: 'COMPLETE' },
      demands: {
        files: { minItems: 1 },
        coverage: { properties: { partial: { const: 0 }, failed: { const: 0 } } },
      },
    },
    {
      sentence: 'A `PARTIAL` run has files.',
      when: { status: 'PARTIAL' },
      demands: { files: { minItems: 1 } },
    },
  ],
});

/** The pointer: `_iam-users/latest.json`. */
export const LATEST_SHAPE = anyShape<LatestPointer>({
  title: 'latest.json',
  description:
    'Points to the newest snapshot that is good enough to build on: not to one of which too much is missing.',
  fields: {
    schemaVersion: VERSION,
    runId: { type: RUN_ID, meaning: 'Id of the run that made the snapshot.' },
    status: {
      type: { kind: 'choice', of: ['COMPLETE', 'PARTIAL'] },
      meaning: 'As in the manifest. A failed run is never the latest.',
    },
    coverage: { type: objectOf(COVERAGE_SHAPE), meaning: 'As in the manifest.' },
    collectedAt: COLLECTED_AT,
    manifest: { type: { kind: 'text' }, meaning: 'Name of the manifest below the target.' },
    files: { type: listOf(FILE_SHAPE), meaning: 'The data, as in the manifest.' },
  },
  rules: [],
});

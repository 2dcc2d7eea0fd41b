import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../../src/cli/paint.ts';
import { renderSummary } from '../../../src/cli/summary/summary.ts';
import { manifestAccount, problem, runResult } from '../literals.ts';

const VIEW = { width: 100, paint: plain };

describe('the summary', () => {
  it('of a complete run is short', () => {
    expect(renderSummary(runResult({}), VIEW)).toBe(
      `COMPLETE: 1 of 1 account read (100 %)

  Run          20261103T101500Z-0a1b2c in organization o-a1b2c3d4e5
  Accounts     1 collected, 0 partial, 0 failed, 0 skipped
  Users        10
  Access keys  4
  AWS calls    12
  Time         42 s

Files in s3://amzn-s3-demo-bucket/iam-users
  data      IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-11-03_10-15-00.csv (10 rows, 4.3 kB)
  manifest  _iam-users/manifests/IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-11-03_10-15-00.csv.manifest.json
            (what became of every account)
  latest    _iam-users/latest.json now points to this run

Next: open the file; \`iam-users columns\` explains every column.
`,
    );
  });

  it.each([
    { throttling: { throttles: 1, slowdown: null }, text: 'Throttled once.' },
    {
      throttling: { throttles: 1_312, slowdown: { callsPerSecond: 18.2, accounts: null } },
      text: 'Throttled 1,312 times; slowed to 18 calls a second.',
    },
    {
      throttling: { throttles: 9, slowdown: { callsPerSecond: 4.8, accounts: 2 } },
      text: 'Throttled 9 times; slowed to 4.8 calls a second in 2 accounts.',
    },
  ])('says how AWS held the run back: $text', ({ throttling, text }) => {
    const summary = renderSummary({ ...runResult({}), throttling }, VIEW);

    expect(summary).toContain(`\n  Rate limits  ${text}\n`);
  });

  it('of a partial run says what is missing, why, and what to do', () => {
    const accounts = [
      manifestAccount({ accountId: '111111111111', throttles: 3 }),
      ...['222222222222', '333333333333'].map((accountId) =>
        manifestAccount({
          accountId,
          accountName: 'sandbox\n=1+1',
          outcome: 'failed',
          users: 0,
          errors: [problem('ROLE_NOT_ASSUMABLE', 'AssumeRole', `Denied in ${accountId}.`)],
        }),
      ),
      manifestAccount({
        accountId: '444444444444',
        accountName: null,
        outcome: 'partial',
        unknownFacts: ['password', 'mfa'],
        errors: [problem('ACCESS_DENIED', 'GetCredentialReport', 'No permission.')],
      }),
      manifestAccount({
        accountId: '555555555555',
        accountName: 'old',
        outcome: 'skipped',
        errors: [problem('ACCOUNT_NOT_USABLE', null, 'state is SUSPENDED')],
      }),
      manifestAccount({
        accountId: '666666666666',
        errors: [problem('REPORT_KEYS_INCOMPLETE', null, 'More keys than slots.')],
      }),
    ];
    const coverage = {
      planned: 6,
      collected: 2,
      partial: 1,
      failed: 2,
      skipped: 1,
      percent: 60,
    };
    const result = runResult(
      { status: 'PARTIAL', accounts, coverage, users: 1234, accessKeys: 567, files: [] },
      { latestMoved: false, latestReason: 'Only 60 % of the accounts were read, less than 95 %.' },
    );

    expect(renderSummary(result, VIEW)).toBe(
      `PARTIAL: 3 of 5 accounts read (60 %)

  Run          20261103T101500Z-0a1b2c in organization o-a1b2c3d4e5
  Accounts     2 collected, 1 partial, 2 failed, 1 skipped
  Users        1,234
  Access keys  567
  AWS calls    72, throttled 3 ×
  Time         42 s

Failed: 2 accounts without any users in the result
  ROLE_NOT_ASSUMABLE at AssumeRole: 2 accounts
    222222222222  sandbox\\n=1+1
    333333333333  sandbox\\n=1+1
    what happened: Denied in 222222222222.
    what to do:    Check, in this order: the account has a role of that name; its trust policy names
                   the caller; the external id agrees with the trust policy; the caller may call
                   sts:AssumeRole on it; no service control policy forbids it.

Partial: 1 account with users, but some facts "unknown" or their number not verified
  ACCESS_DENIED at GetCredentialReport: 1 account
    444444444444
    what happened: No permission.
    unknown there: password, mfa
    what to do:    Allow the action in the policy of the role.

Remarks: 1 account read in full, but not as usual
  REPORT_KEYS_INCOMPLETE: 1 account
    666666666666  prod
    what happened: More keys than slots.
    what to do:    Nothing: the account only costs more calls. Keys that could not be listed are
                   unknown, and another error of the account says why.

Skipped: 1 account not to be read
    555555555555  old (state is SUSPENDED)

Files in s3://amzn-s3-demo-bucket/iam-users
  data      No data file: nothing was read.
  manifest  _iam-users/manifests/IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-11-03_10-15-00.csv.manifest.json
            (what became of every account)
  latest    _iam-users/latest.json does not point to this run: Only 60 % of the accounts were read,
            less than 95 %.

Next: mend what is named above, and run \`iam-users collect\` again. \`iam-users columns\` explains
every column.
`,
    );
  });

  it.each([
    {
      given: [{ accessKeys: null, unknownFacts: ['accessKeys'] }, { accessKeys: 12 }],
      line: 'Access keys  at least 12, unknown in 1 account\n',
    },
    {
      given: [{ accessKeys: null, unknownFacts: ['accessKeyLastUse'] }, { accessKeys: 0 }],
      line: 'Access keys  at least 0, unknown in 1 account\n',
    },
    { given: [{ accessKeys: null, unknownFacts: ['mfa'] }], line: 'Access keys  not asked for\n' },
  ])('does not pass what it knows of access keys for all: $line', ({ given, line }) => {
    const accounts = given.map((facts) => manifestAccount(facts));

    expect(renderSummary(runResult({ accessKeys: null, accounts }), VIEW)).toContain(line);
  });

  it('of a partial run has the command that reads again what is missing, if there is one', () => {
    const retry = 'iam-users collect --retry-failed r1';

    const [partial, failed] = (['PARTIAL', 'FAILED'] as const).map((status) =>
      renderSummary(runResult({ status }), { ...VIEW, width: 200, retry }),
    );

    expect(partial).toContain(`run within 24 hours \`${retry}\`, which reads again only what is`);
    expect(failed).not.toContain(retry);
  });

  it('shows five accounts of a cause and counts the others', () => {
    const accounts = Array.from({ length: 1007 }, (_, index) =>
      manifestAccount({
        accountId: String(index).padStart(12, '0'),
        outcome: 'failed',
        errors: [problem('ROLE_NOT_ASSUMABLE', 'AssumeRole', 'Denied.')],
      }),
    );

    const text = renderSummary(runResult({ status: 'FAILED', accounts }), VIEW);

    expect(text).toContain('ROLE_NOT_ASSUMABLE at AssumeRole: 1,007 accounts\n');
    expect(text).toContain('    000000000004  prod\n    and 1,002 more\n');
    expect(text).not.toContain('000000000005');
  });

  it('lets no character of a name or message steer the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const account = manifestAccount({
          accountName: `\u001b[2J${text}`,
          outcome: 'failed',
          errors: [problem('ACCESS_DENIED', text, `\r\u009b${text}`)],
        });

        const summary = renderSummary(runResult({ accounts: [account] }), VIEW);

        expect(summary).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e]/u);
        expect(summary.split('\n').length).toBeLessThan(40);
      }),
    );
  });
});

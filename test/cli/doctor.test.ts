import { describe, expect, it } from 'vitest';
import { CollectorError } from '../../src/errors.ts';
import type { Cause, DiagnosedAccount, Diagnosis } from '../../src/output/diagnosis.ts';
import { fakeCollector } from './fake-collector.ts';
import { fakeIo } from './fake-io.ts';
import { aDiagnosis } from './literals.ts';
import { runCommand } from './run-command.ts';

function tried(accountId: string, said: Partial<DiagnosedAccount> = {}): DiagnosedAccount {
  return {
    accountId,
    accountName: 'prod',
    result: 'FINE',
    reason: null,
    access: 'role',
    worked: ['iam:GetAccountSummary', 'iam:ListUsers'],
    untested: [],
    ...said,
  };
}

function cause(said: Partial<Cause>): Cause {
  return {
    code: 'ROLE_NOT_ASSUMABLE',
    operations: ['AssumeRole'],
    effect: 'ACCOUNT_FAILS',
    lostFacts: [],
    message: 'could not assume the role',
    remedy: 'Check the role.',
    accounts: [{ accountId: '222222222222', accountName: 'dev' }],
    ...said,
  };
}

function doctorThat(finds: Partial<Diagnosis>, argv: readonly string[] = []) {
  const factory = fakeCollector(() => ({ diagnose: async () => aDiagnosis(finds) }));
  return runCommand(['doctor', ...argv], { factory });
}

describe('doctor', () => {
  it('says in a short block what was tried where all is well', async () => {
    const { status, out, err } = await doctorThat({ accounts: [tried('111111111111')] });

    expect(status).toBe(0);
    expect(err).toBe('');
    expect(out).toBe(
      `FINE: 1 of 1 account tried can be read in full

  Caller        arn:aws:iam::111122223333:role/collector
  Organization  o-a1b2c3d4e5
  Accounts      1 tried
  Role          iam-user-data-collector
  Actions       2 in each account, for 1 column with report freshness
  Clock         agrees with that of AWS
  Target        /out
  AWS calls     4

Nothing was changed or written.

Next: \`iam-users collect\` with the same settings.
`,
    );
  });

  it('gives 1 where something is wrong, and says what, where, and what to do', async () => {
    const { status, out } = await doctorThat({
      isFine: false,
      causes: [cause({})],
      accounts: [
        tried('111111111111'),
        tried('222222222222', { accountName: 'dev', result: 'WRONG', access: null, worked: [] }),
        tried('333333333333', {
          accountName: 'old\n\u001b[2J',
          result: 'NOT_TRIED',
          reason: 'the state is CLOSED',
          access: null,
        }),
      ],
      reportsBegun: 1,
      clockAheadMs: -2_400,
    });

    expect(status).toBe(1);
    expect(out).toBe(
      `WRONG: 1 cause to mend; 1 of 2 accounts tried can be read in full

  Caller        arn:aws:iam::111122223333:role/collector
  Organization  o-a1b2c3d4e5
  Accounts      2 tried
  Role          iam-user-data-collector
  Actions       2 in each account, for 1 column with report freshness
  Clock         2 seconds fast
  Target        /out
  AWS calls     4

Wrong, the worst first
  ROLE_NOT_ASSUMABLE: 1 account
    222222222222  dev
    at:            AssumeRole
    what happened: could not assume the role
    a run would:   have none of the users of these accounts
    what to do:    Check the role.
    worth knowing: the role can be assumed in 1 other account, so begin with the
                   roles of these, and not with the caller.

Skipped: 1 account that a run does not read
    333333333333  old\\n\\u001b[2J (the state is CLOSED)

Nothing was changed or written. IAM began a credential report in 1 account, as
it does for anybody who asks where there is none.

Next: mend what is named above, and run \`iam-users doctor\` again.
`,
    );
  });

  it('names the first five accounts of many', async () => {
    const accounts = ['1', '2', '3', '4', '5', '6', '7'].map((accountId) => ({
      accountId,
      accountName: null,
    }));

    const { out } = await doctorThat({ isFine: false, causes: [cause({ accounts })] });

    expect(out).toContain(
      '  ROLE_NOT_ASSUMABLE: 7 accounts\n    1\n    2\n    3\n    4\n    5\n    and 2 more\n',
    );
    expect(out).toContain('worth knowing: no account could be opened, so begin with what all have');
  });

  it('tells what works all the same from what is wrong', async () => {
    const remark = cause({ code: 'ACCESS_DENIED', effect: 'NONE' });

    const { status, out } = await doctorThat({
      causes: [remark],
      accounts: [tried('111111111111')],
    });

    expect(status).toBe(0);
    expect(out).toContain('FINE: 1 of 1 account');
    expect(out).toContain('Works, but not as usual\n  ACCESS_DENIED: 1 account\n');
    expect(out).not.toContain('Wrong');
  });

  it('says what is not known, by action and reason', async () => {
    const action = 'iam:GetAccessKeyLastUsed';
    const untested = [{ action, reason: 'no access key was found to ask about' }];

    const { out } = await doctorThat({
      accounts: [tried('111111111111', { untested }), tried('222222222222', { untested })],
    });

    expect(out).toContain(
      `Not tested: whether these are allowed is not known
  iam:GetAccessKeyLastUsed (no access key was found to ask about): 2 accounts
    111111111111  prod
    222222222222  prod
`,
    );
  });

  it('states the sample and that the others were not tried', async () => {
    const other = { result: 'NOT_TRIED', reason: 'not in the sample', access: null } as const;

    const { out } = await doctorThat({
      sample: 1,
      accounts: [tried('111111111111'), tried('222222222222', other)],
    });

    expect(out).toContain('  Accounts      1 tried, a sample of 2 to read\n');
    expect(out).toContain('Next: `iam-users doctor` without `--sample`');
    expect(out).not.toContain('Skipped');
  });

  it('says where the credentials of the caller were used, and that AWS did not tell the time', async () => {
    const { out } = await doctorThat({
      accounts: [tried('111122223333', { access: 'caller' })],
      clockAheadMs: null,
    });

    expect(out).toContain('1 tried, the own account with the credentials of the caller\n');
    expect(out).toContain('  Clock         AWS did not tell the time\n');
  });

  it('--json writes what was found itself, and nothing else to standard output', async () => {
    const found = { isFine: false, causes: [cause({})] };

    const { status, out } = await doctorThat(found, ['--json']);

    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual(aDiagnosis(found));
  });

  it.each(['0', 'many', '1.5'])('refuses a sample of %s', async (sample) => {
    const { status, err } = await runCommand(['doctor', '--sample', sample]);

    expect(status).toBe(2);
    expect(err).toContain('`--sample`: expected a whole number from 1 to 50000');
  });

  it('passes the sample on', async () => {
    const samples: unknown[] = [];
    const factory = fakeCollector(() => ({
      diagnose: async (_signal, options) => {
        samples.push(options?.sample);
        return aDiagnosis({});
      },
    }));

    await runCommand(['doctor', '--sample', '20'], { factory });
    await runCommand(['doctor'], { factory });

    expect(samples).toEqual([20, null]);
  });

  it('gives 4 without credentials', async () => {
    const factory = fakeCollector(() => ({
      diagnose: () => Promise.reject(new CollectorError('CREDENTIALS_MISSING', 'none found')),
    }));

    const { status, out, err } = await runCommand(['doctor'], { factory });

    expect(status).toBe(4);
    expect(out).toBe('');
    expect(err).toContain('CREDENTIALS_MISSING');
  });

  it('stops at Ctrl-C', async () => {
    const io = fakeIo();
    const factory = fakeCollector(() => ({
      diagnose: async (signal) => {
        io.send('SIGINT');
        signal.throwIfAborted();
        return aDiagnosis({});
      },
    }));

    const { err } = await runCommand(['doctor'], { io, factory });

    expect(err).toContain('Stopping.\n');
    expect(io.listeners()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { CollectorError } from '../../src/errors.ts';
import { fakeCollector } from './fake-collector.ts';
import { type FakeIo, fakeIo } from './fake-io.ts';
import { aPlan, runResult } from './literals.ts';

describe('help', () => {
  it('lists the commands and the exit statuses', async () => {
    const { status, out, err } = await run(['--help']);

    expect(status).toBe(0);
    expect(err).toBe('');
    for (const command of ['demo', 'collect', 'resume', 'plan', 'columns', 'simulate']) {
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
    expect(out).toContain('    3  published, but accounts or facts are missing\n');
  });

  it.each(['demo', 'collect', 'resume', 'plan', 'columns', 'simulate'])(
    'of %s has an example of it, in 80 columns',
    async (command) => {
      const { status, out } = await run([command, '--help']);

      expect(status).toBe(0);
      expect(out).toMatch(new RegExp(`\nExample:\n  iam-users ${command}`));
      const tooLong = out.split('\n').filter((line) => line.length > 80);
      expect(tooLong.filter((line) => !line.startsWith('  iam-users'))).toEqual([]);
    },
  );

  it('of collect shows variable and default of a setting under its heading', async () => {
    const { out } = await run(['help', 'collect']);

    const words = out.replaceAll(/\s+/g, ' ');
    expect(words).toContain(
      'Run: --concurrency <N> How many accounts are read at the same time, 1 to 200. [env: CONCURRENCY] [default: 16]',
    );
  });

  it('is shown on standard error when no command is given', async () => {
    const { status, out, err } = await run([]);

    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage: iam-users <command> [options]');
  });

  it('--version shows the version', async () => {
    const { status, out } = await run(['--version']);

    expect(status).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('usage errors', () => {
  it.each([
    [['colect'], "Unknown command 'colect'\n       (Did you mean collect?)", '--help'],
    [
      ['collect', '--acounts', '1'],
      "Unknown option '--acounts'\n       (Did you mean --accounts?)",
      'collect --help',
    ],
    [['resume'], "Missing required argument 'runId'.", 'resume --help'],
    [
      ['collect', '--accounts'],
      "Option '--accounts <IDS|@FILE>' argument missing.",
      'collect --help',
    ],
    [
      ['collect', '--to', 'a', '--to', 'b'],
      "Option '--to <DIR|s3://…>' argument 'b' is invalid. The option is given more than once.",
      'collect --help',
    ],
    [
      ['collect', 'now'],
      "Too many arguments for 'collect'. Expected 0 arguments but got 1.",
      'collect --help',
    ],
    [
      ['plan', '--log-format', 'xml'],
      "Option '--log-format <FORMAT>' argument 'xml' is invalid. Allowed choices are text, json.",
      'plan --help',
    ],
  ])('%j', async (argv, message, help) => {
    const { status, out, err } = await run(argv);

    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toBe(
      `error: ${message}\n  code:       USAGE\n  what to do: Run \`iam-users ${help}\`.\n`,
    );
  });

  it('a run id is checked before anything is done', async () => {
    const { status, err } = await run(['resume', '../../etc']);

    expect(status).toBe(2);
    expect(err).toContain('Expected a run id such as');
  });
});

describe('settings', () => {
  it('come from flags and environment', async () => {
    const factory = fakeCollector(() => ({}));

    const argv = [
      'collect',
      '--accounts',
      '111111111111',
      '--raw-cells',
      '--exclude-accounts',
      '222222222222',
    ];
    await run(argv, { factory, io: fakeIo({ ROLE_NAME: 'Reader' }) });

    expect(factory.received).toMatchObject([
      {
        accounts: ['111111111111'],
        excludeAccounts: ['222222222222'],
        rawCells: true,
        roleName: 'Reader',
      },
    ]);
  });

  it('that are wrong end the command before a collector is made', async () => {
    const factory = fakeCollector(() => ({}));

    const { status, err } = await run(['collect', '--accounts', '11111111111'], { factory });

    expect(status).toBe(2);
    expect(factory.received).toEqual([]);
    expect(err).toBe(
      `error: \`--accounts\`: expected an account id of 12 digits, found "11111111111" (11 digits: a leading zero may have been lost).
  code:       SETTING_INVALID
  what to do: Correct the flag, environment variable or configuration key that the message names.
`,
    );
  });

  it('of a configuration file that is missing are an error', async () => {
    const { status, err } = await run(['plan', '--config', './no-such-file.json']);

    expect(status).toBe(2);
    expect(err).toContain('code:       CONFIG_FILE_INVALID');
  });
});

describe('collect', () => {
  it.each([
    ['COMPLETE', 0],
    ['PARTIAL', 3],
    ['FAILED', 1],
  ] as const)(
    '%s ends with status %i and the summary on standard output',
    async (state, expected) => {
      const factory = fakeCollector(() => ({ collect: async () => runResult({ status: state }) }));

      const { status, out, err } = await run(['collect'], { factory });

      expect(status).toBe(expected);
      expect(out).toMatch(new RegExp(`^${state}: 1 of 1 account read`));
      expect(err).toBe('');
    },
  );

  it('shows the messages of the run on standard error', async () => {
    const factory = fakeCollector(({ reporter }) => ({
      collect: async () => {
        reporter({ type: 'publishing', location: 's3://bucket' });
        return runResult({});
      },
    }));

    const { err } = await run(['collect'], { factory });

    expect(err).toBe('Publishing to s3://bucket\n');
  });

  it('says what failed, with code, operation and remedy, and no stack trace', async () => {
    const factory = failing(
      new CollectorError('STORE_ACCESS_DENIED', 'Bucket x refuses\u001b[2J s3:PutObject.', {
        operation: 'PutObject',
        remedy: 'Allow it.',
      }),
    );

    const { status, out, err } = await run(['collect'], { factory });

    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err).toBe(
      `error: Bucket x refuses\\u001b[2J s3:PutObject.
  code:       STORE_ACCESS_DENIED at PutObject
  what to do: Allow it.
`,
    );
  });

  it('ends with status 4 without credentials', async () => {
    const factory = failing(new CollectorError('CREDENTIALS_EXPIRED', 'Expired.'));

    const { status } = await run(['collect'], { factory });

    expect(status).toBe(4);
  });

  it('shows the stack traces of error and cause with --debug', async () => {
    const cause = new TypeError('cannot read');
    const factory = failing(CollectorError.from(cause));

    const { status, err } = await run(['collect', '--debug'], { factory });

    expect(status).toBe(1);
    expect(err).toMatch(/CollectorError: cannot read\n +at /);
    expect(err).toMatch(/caused by TypeError: cannot read\n +at /);
  });

  it('writes errors as JSON with --log-format json', async () => {
    const factory = failing(new CollectorError('BUCKET_MISSING', 'No bucket x.'));

    const { err } = await run(['collect', '--log-format', 'json'], { factory });

    expect(JSON.parse(err)).toEqual({
      level: 'error',
      type: 'error',
      code: 'BUCKET_MISSING',
      operation: null,
      message: 'No bucket x.',
      remedy: 'Create the bucket or correct its name.',
    });
  });
});

describe('Ctrl-C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'aborts the run by %s and says how to resume it',
    async (signalName) => {
      const io = fakeIo();
      const factory = fakeCollector(({ reporter }) => ({
        collect: async (signal) => {
          reporter({
            type: 'run-started',
            runId: '20261103T101500Z-0a1b2c',
            callerArn: 'arn:aws:iam::111111111111:user/ops',
            accounts: 2,
            skipped: 0,
            alreadyDone: 0,
          });
          io.send(signalName);
          signal.throwIfAborted();
          return runResult({});
        },
      }));

      const argv = [
        'collect',
        '--to',
        './it is here',
        '--role-name',
        'Reader',
        '--profile',
        'audit',
      ];
      const { status, err } = await run(argv, { factory, io });

      expect(status).toBe(130);
      expect(err).toContain('Stopping: no further account is begun.');
      expect(err).toContain(
        "Finish it within 24 hours with `iam-users resume 20261103T101500Z-0a1b2c --to './it is here' --profile audit`.",
      );
      expect(io.exits).toEqual([]);
      expect(io.listeners()).toBe(0);
    },
  );

  it('twice ends the process at once', async () => {
    const io = fakeIo();
    const factory = fakeCollector(() => ({
      collect: async () => {
        io.send('SIGINT');
        io.send('SIGINT');
        return runResult({});
      },
    }));

    await run(['collect'], { factory, io });

    expect(io.exits).toEqual([130]);
  });

  it('before the run has begun says that nothing was read', async () => {
    const io = fakeIo();
    const factory = fakeCollector(() => ({
      collect: async (signal) => {
        io.send('SIGINT');
        signal.throwIfAborted();
        return runResult({});
      },
    }));

    const { status, err } = await run(['collect'], { factory, io });

    expect(status).toBe(130);
    expect(err).toContain('error: Stopped before any account was read.');
  });
});

describe('resume', () => {
  it('finishes the run of that id', async () => {
    const ids: string[] = [];
    const factory = fakeCollector(() => ({
      resume: async (runId) => {
        ids.push(runId);
        return runResult({});
      },
    }));

    const argv = ['resume', '20261103T101500Z-0a1b2c', '--to', 's3://amzn-s3-demo-bucket'];
    const { status, out } = await run(argv, { factory });

    expect(status).toBe(0);
    expect(ids).toEqual(['20261103T101500Z-0a1b2c']);
    expect(out).toMatch(/^COMPLETE/);
  });
});

describe('plan', () => {
  const plan = aPlan([
    account('111111111111', 'prod'),
    account('222222222222', '日本\n\u001b[2J'),
    {
      ...account('333333333333', null),
      skip: { code: 'ACCOUNT_NOT_USABLE', reason: 'state is SUSPENDED' },
    },
  ]);
  const factory = fakeCollector(() => ({ plan: async () => plan }));

  it('shows every account, whether it is read and why not, and the totals', async () => {
    const { status, out, err } = await run(['plan'], { factory });

    expect(status).toBe(0);
    expect(err).toBe('');
    expect(out).toBe(
      `ACCOUNT       PLAN  NAME             ORGANIZATIONAL UNIT      WHY NOT
111111111111  read  prod             r-ab12/ou-ab12-11111111
222222222222  read  日本\\n\\u001b[2J  r-ab12/ou-ab12-11111111
333333333333  skip  -                r-ab12/ou-ab12-11111111  state is SUSPENDED (ACCOUNT_NOT_USABLE)

2 accounts to read, 1 to skip
Organization: o-a1b2c3d4e5
Role to assume: iam-user-data-collector
Calls: about 16, that is 8 for each account of up to 1,000 users; 2 more for every further 1,000 users, 1 for each user with access keys, 1 for each user with signing certificates.
Nothing has been read but the list of accounts, and nothing has been written.
Next: \`iam-users collect\` with the same settings.
`,
    );
  });

  it('--json writes the plan itself', async () => {
    const { out } = await run(['plan', '--json'], { factory });

    expect(JSON.parse(out)).toEqual(plan);
  });

  function account(accountId: string, accountName: string | null) {
    return {
      accountId,
      accountName,
      organizationalUnitPath: 'r-ab12/ou-ab12-11111111',
      state: 'ACTIVE',
      skip: null,
    };
  }
});

describe('columns', () => {
  it('explains the columns in their order', async () => {
    const { status, out } = await run(['columns']);

    expect(status).toBe(0);
    const names = out.split('\n').flatMap((line) => /^[ \d]\d {2}(\S+)$/.exec(line)?.[1] ?? []);
    expect(names.at(0)).toBe('AccountID');
    expect(names.at(-1)).toBe('SigningCerts');
    expect(names).toHaveLength(18);
  });

  it('--json writes them for programs', async () => {
    const { out } = await run(['columns', '--json']);

    const [first] = JSON.parse(out);
    expect(Object.keys(first)).toEqual(['name', 'description', 'source', 'facts', 'type', 'per']);
    expect(first.name).toBe('AccountID');
  });
});

interface Options {
  readonly io?: FakeIo;
  readonly factory?: ReturnType<typeof fakeCollector>;
}

async function run(
  argv: readonly string[],
  { io = fakeIo(), factory = fakeCollector(() => ({})) }: Options = {},
) {
  const status = await main(argv, io, factory);
  return { status, out: io.stdout.text(), err: io.stderr.text() };
}

function failing(error: Error) {
  return fakeCollector(() => ({ collect: () => Promise.reject(error) }));
}

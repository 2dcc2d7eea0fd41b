import { describe, expect, it } from 'vitest';
import { CollectorError } from '../../src/errors.ts';
import { fakeCollector } from './fake-collector.ts';
import { fakeIo } from './fake-io.ts';
import { runResult } from './literals.ts';
import { runCommand } from './run-command.ts';

const TOKEN = 'IQoJb3JpZ2luX2VjEN3k9Zq0aXVzLWVhc3QtMSJHMEUCIQDx7Gm2Lr4Tq8Wv1Yb5Kc3Nf6Hj0Sd9Pz';

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
    await runCommand(argv, { factory, io: fakeIo({ ROLE_NAME: 'Reader' }) });

    expect(factory.received).toMatchObject([
      {
        accounts: ['111111111111'],
        excludeAccounts: ['222222222222'],
        rawCells: true,
        roleName: 'Reader',
      },
    ]);
  });

  it.each([
    ['is on', [], {}, true],
    ['is off with --no-reuse', ['--no-reuse'], { REUSE: 'true' }, false],
    ['is off with REUSE=false, if no flag says otherwise', [], { REUSE: 'false' }, false],
  ])('reuse %s', async (_, flags, environment, reuse) => {
    const factory = fakeCollector(() => ({}));

    await runCommand(['collect', ...flags], { factory, io: fakeIo(environment) });

    expect(factory.received).toMatchObject([{ reuse }]);
  });

  it('that are wrong end the command before a collector is made', async () => {
    const factory = fakeCollector(() => ({}));

    const { status, err } = await runCommand(['collect', '--accounts', '11111111111'], { factory });

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
    const { status, err } = await runCommand(['plan', '--config', './no-such-file.json']);

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

      const { status, out, err } = await runCommand(['collect'], { factory });

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

    const { err } = await runCommand(['collect'], { factory });

    expect(err).toBe('Publishing to s3://bucket\n');
  });

  it('says what failed, with code, operation and remedy, and no stack trace', async () => {
    const factory = failing(
      new CollectorError('STORE_ACCESS_DENIED', 'Bucket x refuses\u001b[2J s3:PutObject.', {
        operation: 'PutObject',
        remedy: 'Allow it.',
      }),
    );

    const { status, out, err } = await runCommand(['collect'], { factory });

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

    const { status } = await runCommand(['collect'], { factory });

    expect(status).toBe(4);
  });

  it('shows the stack traces of error and cause with --debug', async () => {
    const cause = new TypeError('cannot read');
    const factory = failing(CollectorError.from(cause));

    const { status, err } = await runCommand(['collect', '--debug'], { factory });

    expect(status).toBe(1);
    expect(err).toMatch(/CollectorError: cannot read\n +at /);
    expect(err).toMatch(/caused by TypeError: cannot read\n +at /);
  });

  it.each(['text', 'json'])('shows no session token, in %s', async (format) => {
    const cause = new Error(`the string to sign was: ${TOKEN}`);
    const factory = failing(
      new CollectorError('INTERNAL', `unexpected ${TOKEN}`, { remedy: `See ${TOKEN}.`, cause }),
    );

    const argv = ['collect', '--debug', '--log-format', format];
    const { err } = await runCommand(argv, { factory });

    expect(err).toContain('the string to sign was: …');
    expect(err).toContain('unexpected …');
    expect(err).not.toContain(TOKEN.slice(0, 10));
  });

  it('writes errors as JSON with --log-format json', async () => {
    const factory = failing(new CollectorError('BUCKET_MISSING', 'No bucket x.'));

    const { err } = await runCommand(['collect', '--log-format', 'json'], { factory });

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
      const factory = fakeCollector(({ wayOn }) => ({
        collect: async (signal) => {
          io.send(signalName);
          expect(signal.aborted).toBe(true);
          throw new CollectorError('INTERRUPTED', 'the run was stopped', {
            remedy: `What was read is kept; ${wayOn?.('20261103T101500Z-0a1b2c')}`,
          });
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
        '--no-reuse',
      ];
      const { status, err } = await runCommand(argv, { factory, io });

      expect(status).toBe(130);
      expect(err).toContain('Stopping: no further account is begun.');
      expect(err).toContain(
        "finish the run within 24 hours with `iam-users resume 20261103T101500Z-0a1b2c --to './it is here' --no-reuse --profile audit`.",
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

    await runCommand(['collect'], { factory, io });

    expect(io.exits).toEqual([130]);
  });

  it('does not hide what went wrong after it', async () => {
    const io = fakeIo();
    const factory = fakeCollector(() => ({
      collect: async () => {
        io.send('SIGINT');
        throw new CollectorError('CREDENTIALS_EXPIRED', 'expired', {
          remedy: 'Sign in again. What was read is kept.',
        });
      },
    }));

    const { status, err } = await runCommand(['collect'], { factory, io });

    expect(status).toBe(4);
    expect(err).toContain(`error: expired
  code:       CREDENTIALS_EXPIRED
  what to do: Sign in again. What was read is kept.
`);
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
    const { status, out } = await runCommand(argv, { factory });

    expect(status).toBe(0);
    expect(ids).toEqual(['20261103T101500Z-0a1b2c']);
    expect(out).toMatch(/^COMPLETE/);
  });
});

function failing(error: Error) {
  return fakeCollector(() => ({ collect: () => Promise.reject(error) }));
}

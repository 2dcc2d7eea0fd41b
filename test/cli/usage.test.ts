import { describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

const COMMANDS = ['demo', 'collect', 'resume', 'plan', 'policy', 'columns', 'simulate'];

describe('help', () => {
  it('lists the commands and the exit statuses', async () => {
    const { status, out, err } = await runCommand(['--help']);

    expect(status).toBe(0);
    expect(err).toBe('');
    for (const command of COMMANDS) {
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
    expect(out).toContain('    3  published, but accounts or facts are missing\n');
  });

  it.each(COMMANDS)('of %s has an example of it, in 80 columns', async (command) => {
    const { status, out } = await runCommand([command, '--help']);

    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`\nExample:\n  iam-users ${command}`));
    const tooLong = out.split('\n').filter((line) => line.length > 80);
    expect(tooLong.filter((line) => !line.startsWith('  iam-users'))).toEqual([]);
  });

  it('of collect shows variable and default of a setting under its heading', async () => {
    const { out } = await runCommand(['help', 'collect']);

    const words = out.replaceAll(/\s+/g, ' ');
    expect(words).toContain(
      'Run: --concurrency <N> How many accounts are read at the same time, 1 to 200. [env: CONCURRENCY] [default: 16]',
    );
  });

  it('is shown on standard error when no command is given', async () => {
    const { status, out, err } = await runCommand([]);

    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage: iam-users <command> [options]');
  });

  it('--version shows the version', async () => {
    const { status, out } = await runCommand(['--version']);

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
    const { status, out, err } = await runCommand(argv);

    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toBe(
      `error: ${message}\n  code:       USAGE\n  what to do: Run \`iam-users ${help}\`.\n`,
    );
  });

  it('a run id is checked before anything is done', async () => {
    const { status, err } = await runCommand(['resume', '../../etc']);

    expect(status).toBe(2);
    expect(err).toContain('Expected a run id such as');
  });
});

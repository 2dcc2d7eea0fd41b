import { describe, expect, it } from 'vitest';
import { fakeCollector } from './fake-collector.ts';
import { fakeIo, fakeOutput } from './fake-io.ts';
import { aDiagnosis } from './literals.ts';
import { runCommand } from './run-command.ts';

describe('the progress of doctor', () => {
  const factory = fakeCollector(() => ({
    diagnose: async (_signal, { onProgress = () => {} } = {}) => {
      const callerArn = 'arn:aws:iam::111122223333:role/collector';
      for (const [count, wrong] of [
        [0, 0],
        [1, 0],
        [2, 1],
      ] as const) {
        onProgress({ callerArn, accounts: 2, tried: count, wrong });
      }
      return aDiagnosis({});
    },
  }));

  it('is the beginning and the end in a file', async () => {
    const { err } = await runCommand(['doctor'], { factory });

    expect(err).toBe(
      'Trying 2 accounts as arn:aws:iam::111122223333:role/collector\n' +
        '2 of 2 accounts tried · 1 with something wrong\n',
    );
  });

  it('is one line on a terminal, which is gone in the end', async () => {
    const io = { ...fakeIo(), stderr: fakeOutput({ isTTY: true, columns: 80 }) };

    const { err } = await runCommand(['doctor'], { io, factory });

    expect(err.split('\r\u001b[K')).toEqual([
      '',
      'Trying 2 accounts as arn:aws:iam::111122223333:role/collector\n',
      '0 of 2 accounts tried',
      '1 of 2 accounts tried',
      '2 of 2 accounts tried · 1 with something wrong',
      '',
    ]);
  });

  it('is JSON for programs', async () => {
    const { err } = await runCommand(['doctor', '--log-format', 'json'], { factory });

    const lines = err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      {
        level: 'info',
        type: 'note',
        text: 'Trying 2 accounts as arn:aws:iam::111122223333:role/collector',
      },
      { level: 'info', type: 'note', text: '2 of 2 accounts tried · 1 with something wrong' },
    ]);
  });

  it('is nothing where it is to be quiet', async () => {
    const { err } = await runCommand(['doctor', '--quiet'], { factory });

    expect(err).toBe('');
  });
});

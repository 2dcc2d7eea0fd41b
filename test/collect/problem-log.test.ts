import { describe, expect, it } from 'vitest';
import { createProblemLog } from '../../src/collect/problem-log.ts';
import { CollectorError } from '../../src/errors.ts';
import { UNKNOWN } from '../../src/model/knowable.ts';

const denied = (operation: string) =>
  new CollectorError('ACCESS_DENIED', `could not call ${operation}`, { operation });

describe('the problems of one account', () => {
  it('turn what failed into unknown', async () => {
    const log = createProblemLog();

    const value = await log.attempt(() => Promise.reject(denied('ListUsers')));

    expect(value).toBe(UNKNOWN);
    expect(log.problems()).toEqual([
      {
        code: 'ACCESS_DENIED',
        operation: 'ListUsers',
        message: 'could not call ListUsers',
        remedy: 'Allow the action in the policy of the role.',
      },
    ]);
  });

  it('are listed once for each code and operation, with how many more there were', async () => {
    const log = createProblemLog();

    for (const operation of ['ListUsers', 'ListAccessKeys', 'ListAccessKeys', 'ListAccessKeys']) {
      log.record(denied(operation));
    }

    expect(log.problems().map(({ message }) => message)).toEqual([
      'could not call ListUsers',
      'could not call ListAccessKeys (and 2 more of the kind)',
    ]);
  });

  it('are not those of the caller, whose credentials no account can do without', async () => {
    const log = createProblemLog();
    const expired = new CollectorError('CREDENTIALS_EXPIRED', 'expired');

    await expect(log.attempt(() => Promise.reject(expired))).rejects.toBe(expired);
    expect(log.problems()).toEqual([]);
  });

  it('are not mistakes of the program, nor a cancelled call', async () => {
    const log = createProblemLog();
    const mistake = new TypeError('oops');

    await expect(log.attempt(() => Promise.reject(mistake))).rejects.toBe(mistake);
  });
});

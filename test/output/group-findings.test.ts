import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/output/diagnosis.ts';
import { groupFindings } from '../../src/output/group-findings.ts';

const DENIED: Finding = {
  code: 'ACCESS_DENIED',
  operations: ['ListUsers'],
  effect: 'FACTS_UNKNOWN',
  lostFacts: ['signIn'],
  message: 'in the first',
  remedy: 'Allow it.',
};

function at(accountId: string, said: Partial<Finding> = {}) {
  return { account: { accountId, accountName: null }, finding: { ...DENIED, ...said } };
}

describe('findings', () => {
  it('are one cause if all but the message is the same, with the message of the first', () => {
    const causes = groupFindings([at('1'), at('2', { message: 'in the second' })]);

    expect(causes).toEqual([
      {
        ...DENIED,
        accounts: [
          { accountId: '1', accountName: null },
          { accountId: '2', accountName: null },
        ],
      },
    ]);
  });

  it.each<Partial<Finding>>([
    { code: 'THROTTLED' },
    { operations: ['GetUser'] },
    { effect: 'NONE' },
    { remedy: 'Do something else.' },
  ])('are two causes if they differ in %o', (said) => {
    expect(groupFindings([at('1'), at('1', said)])).toHaveLength(2);
  });

  it('come with the worst effect first, then the most frequent', () => {
    const causes = groupFindings([
      at('1'),
      at('1', { code: 'THROTTLED' }),
      at('2', { code: 'THROTTLED' }),
      { account: null, finding: { ...DENIED, effect: 'RUN_FAILS' } },
    ]);

    expect(causes.map(({ code, effect, accounts }) => [code, effect, accounts.length])).toEqual([
      ['ACCESS_DENIED', 'RUN_FAILS', 0],
      ['THROTTLED', 'FACTS_UNKNOWN', 2],
      ['ACCESS_DENIED', 'FACTS_UNKNOWN', 1],
    ]);
  });
});

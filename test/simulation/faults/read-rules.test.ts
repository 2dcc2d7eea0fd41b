import { describe, expect, test } from 'vitest';
import { readFaultRules } from '../../../src/simulation/index.ts';

describe('fault rules from JSON', () => {
  test('are taken as they are', () => {
    const rules = [
      { match: { service: 'iam' }, after: 1, times: 2, effect: { kind: 'throttle' } },
      { probability: 0.1, seed: 'a', effect: { kind: 'delay', ms: 5 } },
    ];

    expect(readFaultRules(rules)).toEqual(rules);
  });

  test.each([
    [{}, 'expected an array of fault rules'],
    [['x'], 'fault rule 1: expected an object'],
    [[{ when: 1, effect: { kind: 'cut' } }], 'fault rule 1: unknown key `when`'],
    [
      [{ match: { user: 'x' }, effect: { kind: 'cut' } }],
      'fault rule 1: unknown key `user` in `match`',
    ],
    [[{}], 'fault rule 1: expected an `effect`'],
    [[{ effect: { kind: 'delay' } }], 'fault rule 1: effect `delay` needs `ms`'],
    [
      [{ effect: { kind: 'cut' } }, { effect: { kind: 'fire' } }],
      'fault rule 2: expected `effect.kind` to be one of ' +
        'throttle, error, status, expired, reset, cut, malformed, hang, drip, delay',
    ],
  ])('like %j are refused with the reason', (value, message) => {
    expect(() => readFaultRules(value)).toThrow(new TypeError(message));
  });
});

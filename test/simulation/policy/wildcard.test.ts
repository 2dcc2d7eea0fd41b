import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsWildcard } from '../../../src/simulation/policy/wildcard.ts';

describe('a wildcard pattern', () => {
  test.each([
    ['iam:List*', 'iam:ListUsers', true],
    ['iam:List*', 'iam:GetUser', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a*c*e', 'abcde', true],
    ['a*c*e', 'abcdf', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*ab', 'aab', true],
    ['arn:aws:iam::*:user/*', 'arn:aws:iam::1:user/x/y', true],
    ['a.c', 'abc', false],
    ['a$' + '{*}c', 'a*c', true],
    ['a$' + '{*}c', 'abc', false],
    ['a$' + '{?}*', 'a?bc', true],
    ['a$' + '{$}', 'a$', true],
    ['a$' + '{b}', 'a$' + '{b}', true],
  ])('%j on %j says %j', (pattern, text, expected) => {
    expect(fitsWildcard(pattern, text)).toBe(expected);
  });

  test('agrees with a regular expression on any text', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });

    fc.assert(
      fc.property(letters, text, (pattern, value) => {
        const expression = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        expect(fitsWildcard(pattern, value)).toBe(new RegExp(`^${expression}$`).test(value));
      }),
    );
  });
});

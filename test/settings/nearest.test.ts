import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearest } from '../../src/settings/nearest.ts';

const WORDS = ['accounts', 'ou', 'roleName', 'region'];

it.each([
  ['acounts', 'accounts'],
  ['ROLE_NAME', 'roleName'],
  ['regoin', 'region'],
  ['o', 'ou'],
  ['freshness', null],
])('%s is nearest to %s', (word, expected) => {
  expect(nearest(word, WORDS)).toBe(expected);
});

it('finds nothing among nothing', () => {
  expect(nearest('x', [])).toBeNull();
});

it('finds any word itself', () => {
  fc.assert(
    fc.property(fc.constantFrom(...WORDS), (word) => {
      expect(nearest(word, WORDS)).toBe(word);
    }),
  );
});

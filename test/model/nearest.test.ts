import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/model/nearest.ts';

describe('nearest', () => {
  it.each([
    ['AccountId', 'AccountID'],
    ['mfa_enabled', 'MFAEnabled'],
    ['Acount', 'AccountID'],
    ['Gruops', 'Groups'],
    ['Pth', 'Path'],
    ['PasswordsAge', 'PasswordAge'],
  ])('takes %s for %s', (word, meant) => {
    const names = ['AccountAlias', 'AccountID', 'MFAEnabled', 'Groups', 'Path', 'PasswordAge'];

    expect(nearest(word, names)).toBe(meant);
  });

  it('offers nothing where nothing is near', () => {
    expect(nearest('Shoes', ['AccountID', 'PasswordAge'])).toBeNull();
  });

  it('offers nothing for nothing', () => {
    expect(nearest('', ['AccountID'])).toBeNull();
    expect(nearest('AccountID', [])).toBeNull();
  });
});

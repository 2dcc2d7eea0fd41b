import { describe, expect, it } from 'vitest';
import { mfaKindOf } from '../../src/model/mfa-kind.ts';

describe('mfaKindOf', () => {
  it.each([
    ['arn:aws:iam::111122223333:mfa/ana', 'virtual'],
    ['arn:aws-cn:iam::111122223333:mfa/path/ana', 'virtual'],
    ['arn:aws:iam::111122223333:u2f/user/ana/laptop-ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'passkey'],
    ['GAKT12345678', 'hardware'],
    ['mfa/12345678', 'hardware'],
    ['arn:aws:iam::111122223333:sms-mfa/ana', 'unknown'],
  ])('takes %s for %s', (serialNumber, kind) => {
    expect(mfaKindOf(serialNumber)).toBe(kind);
  });
});

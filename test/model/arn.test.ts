import { describe, expect, it } from 'vitest';
import { parseArn } from '../../src/model/arn.ts';

describe('parseArn', () => {
  it('takes an ARN apart, whatever its path holds', () => {
    const arn = parseArn('arn:aws-us-gov:iam::012345678901:user/a:b,"c"/=ana');

    expect(arn).toEqual({
      partition: 'aws-us-gov',
      service: 'iam',
      region: '',
      accountId: '012345678901',
      resource: 'user/a:b,"c"/=ana',
    });
  });

  it('keeps the region where there is one', () => {
    expect(parseArn('arn:aws:kms:eu-west-1:111111111111:key/k')?.region).toBe('eu-west-1');
  });

  it.each(['', 'ana', 'arn:aws:iam', 'arn:aws:iam::111111111111:', 'xarn:aws:iam::1:user/a'])(
    'finds no ARN in %j',
    (text) => {
      expect(parseArn(text)).toBeNull();
    },
  );
});

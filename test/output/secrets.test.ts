import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../src/output/secrets.ts';

/** Random bytes of which every run of the test makes the same. */
function bytes(seed: number, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_, block) =>
    createHash('sha512').update(`${seed} ${block}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

describe('text without secrets', () => {
  it.each(['base64', 'base64url'] as const)('has no session token in %s', (encoding) => {
    for (let seed = 0; seed < 200; seed += 1) {
      const token = `IQoJb3JpZ2luX2Vj${bytes(seed, 150 + seed).toString(encoding)}`;

      expect(withoutSecrets(`X-Amz-Security-Token:${token}\n  at x`)).toBe(
        'X-Amz-Security-Token:…\n  at x',
      );
    }
  });

  it.each([
    '/home/operator/projects/security/inventory/_iam-users/runs/20261103T101500Z-0a1b2c/parts/1',
    's3://bucket/iam/_iam-users/manifests/IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-11-03_10-15-00.csv',
    'arn:aws:iam::111111111111:role/security-operations/inventory/IamUserDataCollectorForAuditReadOnly',
    'at GetAccountAuthorizationDetailsCommand (/usr/lib/node_modules/iam-user-data-collector/dist/aws/x.js:1)',
    `a ruler ${'-'.repeat(80)}`,
    'short: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  ])('keeps %s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});

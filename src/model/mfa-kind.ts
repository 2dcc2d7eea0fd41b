import { parseArn } from './arn.ts';

/** `unknown`: IAM gave a serial number of a form that is not documented. */
export type MfaKind = 'virtual' | 'passkey' | 'hardware' | 'unknown';

/**
 * The kind of an MFA device, which its serial number alone tells: virtual devices and passkeys
 * (FIDO) have an ARN, hardware tokens the number that is printed on them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_MFADevice.html
 */
export function mfaKindOf(serialNumber: string): MfaKind {
  const arn = parseArn(serialNumber);
  if (arn === null) return 'hardware';
  if (arn.resource.startsWith('mfa/')) return 'virtual';
  return arn.resource.startsWith('u2f/') ? 'passkey' : 'unknown';
}

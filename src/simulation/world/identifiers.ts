import type { Random } from './random.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** An IAM id such as `AIDA…` (user), `AKIA…` (access key), `APKA…` (SSH key). */
export function iamId(random: Random, prefix: string): string {
  return prefix + random.text(BASE32, prefix === 'AKIA' ? 16 : 17);
}

/** Twelve digits; leading zeros do occur. */
export function accountId(random: Random): string {
  return random.text('0123456789', 12);
}

/** The tail of an id of AWS Organizations. */
export function lowerCaseId(random: Random, length: number): string {
  return random.text(BASE36, length);
}

export function secret(random: Random): string {
  return random.text(BASE64, 40);
}

/** A certificate in form only: nothing parses it. */
export function certificateBody(random: Random): string {
  const lines = Array.from({ length: 4 }, () => random.text(BASE64, 64));
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n');
}

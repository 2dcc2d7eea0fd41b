import { CollectorError } from '../errors.ts';
import { type Instant, toInstant } from '../model/instant.ts';

/**
 * The SDK types every field of an answer as optional; here it is settled, once.
 *
 * @throws CollectorError `RESPONSE_INVALID` if the field is missing.
 */
export function required<T>(value: T | undefined, operation: string, field: string): T {
  if (value !== undefined) return value;
  throw new CollectorError(
    'RESPONSE_INVALID',
    `expected \`${field}\` in the answer of ${operation}, found nothing`,
    { operation },
  );
}

/** @throws CollectorError `RESPONSE_INVALID` if the field is missing or not a date. */
export function requiredInstant(
  value: Date | undefined,
  operation: string,
  field: string,
): Instant {
  const date = required(value, operation, field);
  if (!Number.isNaN(date.getTime())) return toInstant(date);
  throw new CollectorError(
    'RESPONSE_INVALID',
    `expected a date as \`${field}\` in the answer of ${operation}, found something else`,
    { operation },
  );
}

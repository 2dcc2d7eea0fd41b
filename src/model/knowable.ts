/**
 * A value that could not be read.
 *
 * A structure rather than a string or `null`, so that it survives JSON, cannot be mistaken for an
 * account alias that reads "unknown", and cannot pass for "none".
 */
export interface Unknown {
  readonly unknown: true;
}

export const UNKNOWN: Unknown = Object.freeze({ unknown: true });

/** A value, or the fact that it could not be read. `null` inside `T` means "AWS says: none". */
export type Knowable<T> = T | Unknown;

export function isUnknown(value: unknown): value is Unknown {
  return (
    typeof value === 'object' && value !== null && 'unknown' in value && value.unknown === true
  );
}

/** Applies `change` to a value that is known; what is unknown stays so. */
export function mapKnown<T, R>(value: Knowable<T>, change: (known: T) => R): Knowable<R> {
  return isUnknown(value) ? value : change(value);
}

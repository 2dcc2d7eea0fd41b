/**
 * Keeps a role that may not call an operation from being refused a thousand times: after a few
 * refusals and no success the operation is not called again in the account.
 */
export interface DenialMemory {
  /** The refusal to answer with instead of calling; `null`: call. */
  refusalOf(operation: string): Error | null;
  succeeded(operation: string): void;
  denied(operation: string, refusal: Error): void;
}

/** More than one: a policy may allow some users' paths and not others'. */
const ENOUGH_DENIALS = 5;

export function createDenialMemory(): DenialMemory {
  const denials = new Map<string, number>();
  const refusals = new Map<string, Error>();
  return {
    refusalOf: (operation) => refusals.get(operation) ?? null,
    succeeded: (operation) => {
      denials.set(operation, Number.NEGATIVE_INFINITY);
    },
    denied: (operation, refusal) => {
      const count = (denials.get(operation) ?? 0) + 1;
      denials.set(operation, count);
      if (count >= ENOUGH_DENIALS) refusals.set(operation, refusal);
    },
  };
}

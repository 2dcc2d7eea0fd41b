import { createRequire } from 'node:module';

interface Verdict {
  readonly isValid: boolean;
  readonly errors: readonly unknown[];
}

/** The package has no types. */
const validator: (definition: unknown) => Verdict = createRequire(import.meta.url)('asl-validator');

/** What is wrong with a definition in the Amazon States Language. */
export function aslErrors(definition: unknown): readonly unknown[] {
  // It writes into what it is given.
  return validator(structuredClone(definition)).errors;
}

import { type Conditions, toArray } from './document.ts';
import { fitsWildcard } from './wildcard.ts';

/** What is known about a request: condition key in lower case → value. */
export type RequestContext = Readonly<Record<string, string>>;

/**
 * Whether every condition holds. An operator that is not modelled never holds, so that a policy
 * does not allow by accident.
 */
export function conditionsHold(
  conditions: Conditions | undefined,
  context: RequestContext,
): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      conditionHolds(operator, context[key.toLowerCase()], toArray(expected).map(String)),
    ),
  );
}

function conditionHolds(
  name: string,
  actual: string | undefined,
  expected: readonly string[],
): boolean {
  const [, set, base = '', ifExists] =
    /^(ForAnyValue:|ForAllValues:)?(.*?)(IfExists)?$/.exec(name) ?? [];
  const operator = OPERATORS[base];
  if (operator === undefined) return false;
  if (actual === undefined) return holdsWithoutValue(set, operator, ifExists !== undefined);
  const matches = expected.some((value) => operator.matches(value, actual));
  return operator.negated ? !matches : matches;
}

/** A set of no values has none that fits, and none that does not. */
function holdsWithoutValue(
  set: string | undefined,
  operator: Operator,
  optional: boolean,
): boolean {
  if (set !== undefined) return set === 'ForAllValues:';
  return optional || operator.negated;
}

interface Operator {
  readonly negated: boolean;
  readonly matches: (expected: string, actual: string) => boolean;
}

const same = (expected: string, actual: string): boolean => expected === actual;
const sameAnyCase = (expected: string, actual: string): boolean =>
  expected.toLowerCase() === actual.toLowerCase();

/** ArnEquals and ArnLike behave alike. A negated operator also holds when the key is absent. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: { negated: false, matches: same },
  StringNotEquals: { negated: true, matches: same },
  StringEqualsIgnoreCase: { negated: false, matches: sameAnyCase },
  StringLike: { negated: false, matches: fitsWildcard },
  StringNotLike: { negated: true, matches: fitsWildcard },
  ArnEquals: { negated: false, matches: fitsWildcard },
  ArnNotEquals: { negated: true, matches: fitsWildcard },
  ArnLike: { negated: false, matches: fitsWildcard },
  ArnNotLike: { negated: true, matches: fitsWildcard },
  Bool: { negated: false, matches: sameAnyCase },
};

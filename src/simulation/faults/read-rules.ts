import type { FaultEffect, FaultRule } from './rules.ts';

/**
 * Fault rules from JSON that somebody wrote. Throws a `TypeError` that says which rule is wrong.
 *
 * @param value - What `JSON.parse` gave: an array of rules.
 */
export function readFaultRules(value: unknown): readonly FaultRule[] {
  if (!Array.isArray(value)) throw new TypeError('expected an array of fault rules');
  return value.map((rule: unknown, index) => {
    const problem = problemOf(rule);
    if (problem !== null) throw new TypeError(`fault rule ${index + 1}: ${problem}`);
    return rule as FaultRule;
  });
}

function problemOf(rule: unknown): string | null {
  if (!isObject(rule)) return 'expected an object';
  const unknown = Object.keys(rule).find((key) => !RULE_KEYS.has(key));
  if (unknown !== undefined) return `unknown key \`${unknown}\``;
  const { match, effect } = rule;
  if (match !== undefined) {
    const wrong = isObject(match)
      ? Object.keys(match).find((key) => !MATCH_KEYS.has(key))
      : 'match';
    if (wrong !== undefined) return `unknown key \`${wrong}\` in \`match\``;
  }
  if (!isObject(effect)) return 'expected an `effect`';
  const needed = EFFECTS[String(effect.kind)];
  if (needed === undefined) {
    return `expected \`effect.kind\` to be one of ${Object.keys(EFFECTS).join(', ')}`;
  }
  const missing = needed.find((key) => effect[key] === undefined);
  return missing === undefined ? null : `effect \`${String(effect.kind)}\` needs \`${missing}\``;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const RULE_KEYS: ReadonlySet<string> = new Set([
  'match',
  'after',
  'times',
  'probability',
  'seed',
  'effect',
]);

const MATCH_KEYS: ReadonlySet<string> = new Set([
  'service',
  'operation',
  'accountId',
  'userName',
  'key',
]);

/** What each effect cannot do without. */
const EFFECTS: Readonly<Record<string, readonly string[]>> = {
  throttle: [],
  error: ['code', 'status'],
  status: ['status'],
  expired: [],
  reset: [],
  cut: [],
  malformed: [],
  hang: [],
  drip: ['ms'],
  delay: ['ms'],
} satisfies Record<FaultEffect['kind'], readonly string[]>;

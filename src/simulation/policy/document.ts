/** A policy document of IAM. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: Statement | readonly Statement[];
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, OneOrMore<string>>>;
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: Conditions;
}

/** Operator → condition key → values. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, OneOrMore<string | boolean | number>>>>
>;

export type OneOrMore<T> = T | readonly T[];

export function toArray<T extends string | number | boolean | object>(
  value: OneOrMore<T> | undefined,
): readonly T[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as readonly T[];
}

/** Values of parameters and pseudo parameters, and the ids of resources. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * What CloudFormation makes of a value of a template: the intrinsic functions that the templates
 * have, and `{ 'Fn::GetAtt': [id, attribute] }` as `id.attribute`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function resolve(value: unknown, values: Values, conditions: Values = {}): unknown {
  const inner = (item: unknown) => resolve(item, values, conditions);
  if (Array.isArray(value)) return value.map(inner).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const [name = '', argument] = Object.entries(value)[0] ?? [];
  const function_ = Object.keys(value).length === 1 ? FUNCTIONS[name] : undefined;
  if (function_ !== undefined) return function_(argument, inner, { values, conditions });
  const entries = Object.entries(value).map(([key, item]) => [key, inner(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
}

const NO_VALUE = Symbol('AWS::NoValue');

type Inner = (value: unknown) => unknown;
interface Context {
  readonly values: Values;
  readonly conditions: Values;
}

// biome-ignore lint/suspicious/noExplicitAny: the arguments of the functions differ.
type Function_ = (argument: any, inner: Inner, context: Context) => unknown;

const FUNCTIONS: Readonly<Record<string, Function_>> = {
  Ref: (name, _, { values }) => (name === 'AWS::NoValue' ? NO_VALUE : known(name, values)),
  'Fn::GetAtt': ([id, attribute], _, { values }) =>
    values[`${id}.${attribute}`] ?? `${id}.${attribute}`,
  'Fn::Join': ([separator, items], inner) => (inner(items) as string[]).join(separator),
  'Fn::Split': ([separator, text], inner) => (inner(text) as string).split(separator),
  'Fn::Select': ([index, items], inner) => (inner(items) as unknown[])[Number(index)],
  'Fn::FindInMap': ([name, first, second], _, { values }) =>
    (values[name] as Record<string, Record<string, unknown>>)[first]?.[second],
  'Fn::If': ([name, yes, no], inner, { conditions }) =>
    inner(holds(name, conditions, inner) ? yes : no),
  'Fn::Equals': ([left, right], inner) => inner(left) === inner(right),
  'Fn::Not': ([condition], inner) => inner(condition) !== true,
};

function known(name: string, values: Values): unknown {
  return values[name] ?? name;
}

function holds(name: string, conditions: Values, inner: Inner): boolean {
  return inner(conditions[name]) === true;
}

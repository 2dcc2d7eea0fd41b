import jsonata from 'jsonata';
import { StateError } from './state-error.ts';

/** What an expression sees: `$states`, and the variables that were assigned before. */
export interface Scope {
  readonly states: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The value of a field: every string in it that is an expression `{% … %}` is evaluated. */
export async function evaluated(value: unknown, scope: Scope): Promise<unknown> {
  if (typeof value === 'string') return evaluatedText(value, scope);
  if (Array.isArray(value)) return Promise.all(value.map((item) => evaluated(item, scope)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    async ([name, item]) => [name, await evaluated(item, scope)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function evaluatedText(text: string, { states, variables }: Scope): Promise<unknown> {
  if (!/\{%|%\}/.test(text)) return text;
  const [, source] = /^\{%((?:(?!\{%|%\}).)*)%\}$/s.exec(text) ?? [];
  if (source === undefined) throw new TypeError(`not one whole expression: ${text}`);
  const expression = jsonata(source);
  const bindings = { ...variables, states };
  checkNode(expression.ast() as unknown as Node, new Set(Object.keys(bindings)), source);
  const value: unknown = await expression.evaluate({}, bindings);
  // AWS Step Functions takes an expression without a value for a mistake.
  if (value === undefined) throw new StateError('States.QueryEvaluationError', `empty: ${text}`);
  return JSON.parse(JSON.stringify(value));
}

/** A node of the syntax tree, as `jsonata` gives it. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly procedure?: Node;
  readonly [part: string]: unknown;
}

const KINDS = new Set([
  'binary',
  'function',
  'name',
  'number',
  'path',
  'string',
  'unary',
  'value',
  'variable',
]);
const OPERATORS = new Set(['=', '&', '[', '{']);
const FUNCTIONS = new Set(['merge']);

/** Refuses all of JSONata but what the definition has and this test is sure of. */
function checkNode(node: Node, bound: ReadonlySet<string>, source: string): void {
  const { type, value, procedure } = node;
  const isKnown =
    KINDS.has(type) &&
    (!['binary', 'unary'].includes(type) || OPERATORS.has(String(value))) &&
    (type !== 'function' || FUNCTIONS.has(String(procedure?.value))) &&
    (type !== 'variable' || bound.has(String(value)));
  if (!isKnown)
    throw new TypeError(`unknown in an expression: ${type} ${String(value)} of ${source}`);
  for (const [name, part] of Object.entries(node)) {
    if (name !== 'procedure') checkPart(part, bound, source);
  }
}

function checkPart(part: unknown, bound: ReadonlySet<string>, source: string): void {
  if (Array.isArray(part)) for (const item of part) checkPart(item, bound, source);
  else if (isNode(part)) checkNode(part, bound, source);
}

function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && 'type' in part;
}

import type { Scope } from './expressions.ts';
import type { Services } from './services.ts';
import { StateError } from './state-error.ts';

/** What a state is to know. */
export interface Situation {
  readonly name: string;
  readonly input: unknown;
  readonly variables: Scope['variables'];
  readonly execution: Execution;
}

/** An execution of a state machine or, of its map, a child execution. */
export interface Execution {
  readonly id: string;
  readonly startTime: string;
  readonly services: Services;
}

/** What the expressions of a state see. */
export function scopeOf(
  { name, input, variables, execution: { id, startTime } }: Situation,
  state: Readonly<Record<string, unknown>> = {},
  further: Readonly<Record<string, unknown>> = {},
): Scope {
  const context = { Execution: { Id: id, StartTime: startTime }, State: { Name: name, ...state } };
  return { states: { input, context, ...further }, variables };
}

/** The most that a state is given or gives (AWS Step Functions quotas). */
const MAX_BYTES = 262_144;

/** Of JSON, and no longer than a state may have it. */
export function small(value: unknown): unknown {
  const json = JSON.stringify(value) ?? 'null';
  if (Buffer.byteLength(json) <= MAX_BYTES) return JSON.parse(json);
  throw new StateError('States.DataLimitExceeded', `${json.length} characters`);
}

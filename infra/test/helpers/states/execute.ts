import { checkFields, type Definition, type State, type TaskState } from './definition.ts';
import { runMap } from './distributed-map.ts';
import { evaluated, type Scope } from './expressions.ts';
import { retrying } from './retrying.ts';
import { type Execution, type Situation, scopeOf, small } from './situation.ts';
import { StateError } from './state-error.ts';

/** How an execution went. */
export interface History {
  /** The names of its states, in the order in which it came to them. */
  readonly states: readonly string[];
  readonly output: unknown;
}

/** Executes a definition as AWS Step Functions does. Rejects with a `StateError` where that fails. */
export async function execute(
  definition: unknown,
  input: unknown,
  execution: Execution,
): Promise<History> {
  checkFields(definition);
  return runStates(definition, input, execution);
}

/** What a state leaves. */
interface Left {
  readonly output: unknown;
  readonly next: string | null;
  readonly assigned?: Scope['variables'];
}

/** Executes states until one ends. A child execution sees no variable of its parent. */
async function runStates(
  { StartAt, States }: Definition,
  given: unknown,
  execution: Execution,
): Promise<History> {
  const states: string[] = [];
  let variables: Scope['variables'] = {};
  let input = small(given);
  for (let name: string | null = StartAt; name !== null; ) {
    states.push(name);
    const state: State | undefined = States[name];
    if (state === undefined) throw new TypeError(`no state ${name}`);
    const left: Left = await runState(state, { name, input, variables, execution });
    variables = { ...variables, ...left.assigned };
    input = small(left.output);
    name = left.next;
  }
  return { states, output: input };
}

function runState(state: State, situation: Situation): Promise<Left> {
  switch (state.Type) {
    case 'Task':
      return runTask(state, situation);
    case 'Choice':
      return choose(state, situation);
    case 'Map':
      return runCaught(state, situation);
    case 'Succeed':
      return Promise.resolve({ output: situation.input, next: null });
  }
}

async function runTask(state: TaskState, situation: Situation): Promise<Left> {
  const { services } = situation.execution;
  const result = await retrying(state.Retry ?? [], situation, async (retryCount) => {
    const scope = scopeOf(situation, { RetryCount: retryCount });
    const call = (await evaluated(state.Arguments, scope)) as LambdaCall;
    return { Payload: small(await services.invoke(call.FunctionName, small(call.Payload))) };
  });
  const scope = scopeOf(situation, {}, { result });
  return {
    output: state.Output === undefined ? result : await evaluated(state.Output, scope),
    assigned: (await evaluated(state.Assign ?? {}, scope)) as Scope['variables'],
    next: nextOf(state),
  };
}

interface LambdaCall {
  readonly FunctionName: string;
  readonly Payload: unknown;
}

async function choose(
  { Choices, Default }: State & { Type: 'Choice' },
  situation: Situation,
): Promise<Left> {
  for (const { Condition, Next } of Choices) {
    const holds = await evaluated(Condition, scopeOf(situation));
    if (typeof holds !== 'boolean') throw new StateError('States.QueryEvaluationError', Condition);
    if (holds) return { output: situation.input, next: Next };
  }
  return { output: situation.input, next: Default };
}

async function runCaught(state: State & { Type: 'Map' }, situation: Situation): Promise<Left> {
  try {
    return { output: await runMap(state, situation, runStates), next: nextOf(state) };
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    const catcher = state.Catch?.find(({ ErrorEquals }) => ErrorEquals.includes(error.name));
    if (catcher === undefined) throw error;
    return { output: { Error: error.name, Cause: error.message }, next: catcher.Next };
  }
}

function nextOf({ Next, End }: { readonly Next?: string; readonly End?: boolean }): string | null {
  if ((Next === undefined) === (End === true)) return Next ?? null;
  throw new TypeError('a state has either a next one or none');
}

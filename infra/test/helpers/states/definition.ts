/** A definition in the Amazon States Language, of the fields that {@link checkFields} knows. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State = TaskState | ChoiceState | MapState | SucceedState;

export interface TaskState extends Transition {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments: unknown;
  readonly Retry?: readonly Retrier[];
  readonly Output?: unknown;
  readonly Assign?: unknown;
}

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Default: string;
}

export interface MapState extends Transition {
  readonly Type: 'Map';
  readonly Label: string;
  readonly ItemProcessor: Definition;
  readonly ItemReader: ObjectAccess;
  readonly ItemBatcher: { readonly MaxItemsPerBatch: number; readonly BatchInput: unknown };
  readonly MaxConcurrency: number;
  readonly ToleratedFailurePercentage: number;
  readonly ResultWriter: ObjectAccess;
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
}

export interface SucceedState {
  readonly Type: 'Succeed';
}

export interface Transition {
  readonly Next?: string;
  readonly End?: boolean;
}

export interface ObjectAccess {
  readonly Resource: string;
  readonly Arguments: unknown;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly JitterStrategy: string;
}

/**
 * Refuses a definition with a state, a field or a value whose meaning the interpreter does not know.
 *
 * @see https://states-language.net/spec.html
 */
export function checkFields(definition: unknown): asserts definition is Definition {
  const { StartAt, States, ...others } = fieldsOf(definition);
  const top = { Comment: undefined, QueryLanguage: 'JSONata', TimeoutSeconds: undefined };
  checkAgainst(others, top, 'the definition');
  checkStates(States);
  if (typeof StartAt !== 'string') throw new TypeError('no StartAt');
}

/** The fields of a state by its type, each with the only value it may have; `undefined`: any. */
const FIELDS: Readonly<Record<string, Fields>> = {
  Task: {
    QueryLanguage: 'JSONata',
    Resource: 'arn:aws:states:::lambda:invoke',
    TimeoutSeconds: 930,
    ...any('Next', 'End', 'Arguments', 'Retry', 'Output', 'Assign'),
  },
  Choice: any('Choices', 'Default'),
  Succeed: {},
  Map: {
    ToleratedFailurePercentage: 100,
    ...any('Next', 'Catch', 'Label', 'MaxConcurrency', 'ItemProcessor'),
    ...any('ItemReader', 'ItemBatcher', 'ResultWriter'),
  },
};

/** The same for what is in those fields. */
const PARTS: Readonly<Record<string, Fields>> = {
  Retry: {
    JitterStrategy: 'FULL',
    ...any('ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds'),
  },
  Catch: any('ErrorEquals', 'Next'),
  Choices: any('Condition', 'Next'),
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    ...any('StartAt', 'States'),
  },
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSONL' },
    ...any('Arguments'),
  },
  ItemBatcher: any('MaxItemsPerBatch', 'BatchInput'),
  ResultWriter: {
    Resource: 'arn:aws:states:::s3:putObject',
    WriterConfig: { OutputType: 'JSONL', Transformation: 'COMPACT' },
    ...any('Arguments'),
  },
};

type Fields = Readonly<Record<string, unknown>>;

function any(...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

function checkStates(states: unknown): void {
  for (const [name, state] of Object.entries(fieldsOf(states))) {
    const { Type, ...fields } = fieldsOf(state);
    const known = typeof Type === 'string' ? FIELDS[Type] : undefined;
    if (known === undefined) throw new TypeError(`unknown type of the state ${name}`);
    checkAgainst(fields, known, name);
    for (const [field, value] of Object.entries(fields)) checkField(field, value, name);
  }
}

function checkField(field: string, value: unknown, state: string): void {
  const known = PARTS[field];
  if (known === undefined) return;
  for (const item of [value].flat()) {
    checkAgainst(fieldsOf(item), known, `${state}: ${field}`);
    checkErrors(fieldsOf(item).ErrorEquals);
  }
  if (field === 'ItemProcessor') checkStates(fieldsOf(value).States);
}

function checkAgainst(fields: Fields, known: Fields, where: string): void {
  for (const [name, value] of Object.entries(fields)) {
    if (!(name in known)) throw new TypeError(`unknown field ${name} of ${where}`);
    const only = known[name];
    if (only !== undefined && JSON.stringify(only) !== JSON.stringify(value)) {
      throw new TypeError(`unknown value of ${name} of ${where}: ${JSON.stringify(value)}`);
    }
  }
}

/** Of our functions, of AWS Lambda and of AWS Step Functions. */
const ERRORS = new Set([
  'Transient',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Sandbox.Timedout',
  'States.Timeout',
  'States.ResultWriterFailed',
]);

function checkErrors(names: unknown): void {
  const list: readonly unknown[] = [names ?? []].flat();
  const isKnown = (name: unknown) => typeof name === 'string' && ERRORS.has(name);
  if (!list.every(isKnown)) throw new TypeError(`unknown error name: ${JSON.stringify(names)}`);
}

function fieldsOf(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new TypeError(`expected an object, found ${JSON.stringify(value)}`);
}

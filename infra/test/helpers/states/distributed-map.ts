import pMap from 'p-map';
import type { Definition, MapState } from './definition.ts';
import { evaluated } from './expressions.ts';
import { type Execution, type Situation, scopeOf, small } from './situation.ts';
import { StateError } from './state-error.ts';

/**
 * Runs a child execution for each batch of the items, and writes down what came of them.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export async function runMap(
  state: MapState,
  situation: Situation,
  run: RunStates,
): Promise<unknown> {
  const { execution } = situation;
  const scope = scopeOf(situation);
  const items = await readItems(state, situation);
  const BatchInput = await evaluated(state.ItemBatcher.BatchInput, scope);
  const batches = inBatches(items, state.ItemBatcher.MaxItemsPerBatch);
  const children = await pMap(
    batches,
    (Items, number) =>
      runChild({ BatchInput, Items }, childOf(execution, state, number), (input, child) =>
        run(state.ItemProcessor, input, child),
      ),
    { concurrency: state.MaxConcurrency },
  );
  const failedItems = children.filter(({ Status }) => Status === 'FAILED').flatMap(itemsOf);
  if ((100 * failedItems.length) / items.length > state.ToleratedFailurePercentage) {
    throw new StateError('States.ExceedToleratedFailureThreshold', `${failedItems.length} items`);
  }
  return writeResults(state, situation, children);
}

/** Executes the states of a child. */
type RunStates = (
  definition: Definition,
  input: unknown,
  execution: Execution,
) => Promise<{ readonly output: unknown }>;

async function readItems(state: MapState, situation: Situation): Promise<readonly unknown[]> {
  const { Bucket, Key } = (await evaluated(state.ItemReader.Arguments, scopeOf(situation))) as {
    readonly Bucket: string;
    readonly Key: string;
  };
  const text = await situation.execution.services.readObject(Bucket, Key).catch((error) => {
    throw new StateError('States.ItemReaderFailed', String(error));
  });
  const items = text.split('\n').filter((line) => line !== '');
  if (items.length === 0) throw new TypeError('a map without items');
  return items.map((line) => JSON.parse(line));
}

function inBatches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, n) => items.slice(n * size, (n + 1) * size));
}

function childOf(parent: Execution, { Label }: MapState, number: number): Execution {
  return { ...parent, id: `${parent.id}/${Label}:${number}` };
}

/** How a child execution ended, in the words of the files of results. */
interface Child {
  readonly ExecutionArn: string;
  readonly Input: string;
  readonly Output?: string;
  readonly Status: 'SUCCEEDED' | 'FAILED';
  readonly Error?: string;
  readonly Cause?: string;
}

async function runChild(
  input: unknown,
  child: Execution,
  run: (input: unknown, child: Execution) => Promise<{ readonly output: unknown }>,
): Promise<Child> {
  const about = { ExecutionArn: child.id, Input: JSON.stringify(small(input)) };
  try {
    const { output } = await run(input, child);
    return { ...about, Status: 'SUCCEEDED', Output: JSON.stringify(output) };
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    return { ...about, Status: 'FAILED', Error: error.name, Cause: error.message };
  }
}

function itemsOf({ Input }: Child): readonly unknown[] {
  return (JSON.parse(Input) as { readonly Items: readonly unknown[] }).Items;
}

/** COMPACT keeps of a child that succeeded its output alone, and everything of one that failed. */
async function writeResults(
  state: MapState,
  situation: Situation,
  children: readonly Child[],
): Promise<unknown> {
  const { Bucket, Prefix } = (await evaluated(
    state.ResultWriter.Arguments,
    scopeOf(situation),
  )) as {
    readonly Bucket: string;
    readonly Prefix: string;
  };
  const MapRunArn = `${situation.execution.id}/${state.Label}:map-run`;
  const folder = `${Prefix}/map-run`;
  const write = async (name: string, lines: readonly string[]) => {
    const Key = `${folder}/${name}`;
    const text = lines.map((line) => `${line}\n`).join('');
    await situation.execution.services.writeObject(Bucket, Key, text);
    return { Key, Size: Buffer.byteLength(text) };
  };
  const succeeded = children.flatMap(({ Output }) => Output ?? []);
  const failed = children
    .filter(({ Status }) => Status === 'FAILED')
    .map((child) => JSON.stringify(child));
  try {
    const SUCCEEDED = succeeded.length > 0 ? [await write('SUCCEEDED_0.jsonl', succeeded)] : [];
    const FAILED = failed.length > 0 ? [await write('FAILED_0.jsonl', failed)] : [];
    const ResultFiles = { FAILED, PENDING: [], SUCCEEDED };
    const manifest = { DestinationBucket: Bucket, MapRunArn, ResultFiles };
    await write('manifest.json', [JSON.stringify(manifest)]);
  } catch (error) {
    throw new StateError('States.ResultWriterFailed', String(error));
  }
  return { MapRunArn, ResultWriterDetails: { Bucket, Key: `${folder}/manifest.json` } };
}

import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  DistributedMap,
  ItemBatcher,
  OutputType,
  ResultWriterV2,
  S3JsonLItemReader,
  StateMachineType,
  TaskInput,
  Transformation,
  WriterConfig,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Places } from './places.ts';
import type { IamUserDataCollectorProps } from './props.ts';
import { runTask } from './run-task.ts';

export interface AccountMapProps {
  readonly collector: IamUserDataCollectorProps;
  readonly places: Places;
  readonly collectAccount: IFunction;
}

/** Part of the ARNs of its child executions. */
export const MAP_LABEL = 'Accounts';

/** Retries of a batch; the function reads again only what is not read yet. */
const RETRIES = 5;

/**
 * CDK leaves `ResultWriter` out without a word unless this is set in the context of the map. An
 * application that uses the constructs need not know.
 */
export const RESULT_WRITER_FLAG = '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2';

/**
 * The state that reads the accounts: a child execution for each batch of them, as many at a time as
 * allowed. Its list of accounts comes from Amazon S3 and its results go there, since the input and
 * the output of a state have 256 KiB at most.
 */
export function accountMap(scope: Construct, props: AccountMapProps): DistributedMap {
  const { maxConcurrency = 10, maxItemsPerBatch = 10 } = props.collector;
  const { runStore, runStorePrefix } = props.places;
  const map = DistributedMap.jsonata(scope, 'Accounts', {
    label: MAP_LABEL,
    mapExecutionType: StateMachineType.STANDARD,
    itemReader: new S3JsonLItemReader({
      bucket: runStore,
      key: '{% $states.input.accountsKey %}',
    }),
    itemBatcher: new ItemBatcher({
      maxItemsPerBatch,
      batchInput: { runId: '{% $runId %}', batchesAtATime: maxConcurrency },
    }),
    maxConcurrency,
    // Publishing is the quality gate. An account of a batch that failed is one that was not read.
    toleratedFailurePercentage: 100,
    resultWriterV2: new ResultWriterV2({
      bucket: runStore,
      prefix: `{% '${runStorePrefix}/runs/' & $runId & '/batches' %}`,
      writerConfig: new WriterConfig({
        transformation: Transformation.COMPACT,
        outputType: OutputType.JSONL,
      }),
    }),
  });
  return map.itemProcessor(
    runTask(scope, 'Collect accounts', {
      lambdaFunction: props.collectAccount,
      payload: TaskInput.fromText(
        `{% $merge([$states.input, {'isLastAttempt': $states.context.State.RetryCount = ${RETRIES}}]) %}`,
      ),
      retries: RETRIES,
    }),
  );
}

import type { RunResult } from '../collect/run.ts';
import type { Manifest } from '../output/manifest.ts';
import type { Steps } from '../wiring.ts';
import { toFailure } from './failure.ts';
import type { InvocationContext, LambdaPorts } from './invocation.ts';
import { logResult } from './log-result.ts';
import { causesOf, type ShownCauses } from './response.ts';
import { runStep } from './step.ts';
import { parseRunId, runIdIn } from './step-event.ts';

/** What the execution of the state machine answers. */
export interface PublishAnswer
  extends Pick<Manifest, 'runId' | 'status' | 'coverage' | 'users'>,
    Pick<RunResult, 'latestMoved' | 'latestReason'>,
    ShownCauses {
  readonly location: string;
  readonly files: readonly string[];
  readonly manifest: string;
}

/** The output of a state has 256 KiB at most (AWS Step Functions quotas); the manifest has all. */
const MAX_ACCOUNTS_PER_CAUSE = 100;

/** Builds the handler of the last step: it makes the snapshot of what was read. */
export function createPublishHandler(ports: LambdaPorts<Steps>) {
  return (event: unknown, context: InvocationContext): Promise<PublishAnswer> =>
    runStep(ports, { runId: runIdIn(event), context }, async ({ open, log }) => {
      const runId = parseRunId(event);
      const { collector, signal } = open();
      const result = await collector.publishRun(runId, signal);
      logResult(result, log, ports);
      if (result.manifest.status === 'FAILED') throw toFailure(result);
      return toAnswer(result);
    });
}

function toAnswer(result: RunResult): PublishAnswer {
  const { manifest, manifestName, targetLocation, latestMoved, latestReason } = result;
  const { runId, status, coverage, users, files, accounts } = manifest;
  return {
    runId,
    status,
    coverage,
    users,
    location: targetLocation,
    files: files.map(({ key }) => key),
    manifest: manifestName,
    latestMoved,
    latestReason,
    ...causesOf(accounts, MAX_ACCOUNTS_PER_CAUSE),
  };
}

import type { Output } from '../command-io.ts';
import type { Paint } from '../paint.ts';
import { lastingLine } from './lasting-line.ts';
import type { Progress, ProgressClock } from './progress.ts';
import { addToTally, emptyTally, percentDone, tallyLine } from './tally.ts';

const STEP_PERCENT = 5;
const STEP_MS = 10_000;

/** A small run takes big steps, and would tell every account. */
const LEAST_STEP_MS = 1_000;

/** Lines for a file or the log of a pipeline: one for every step of the way, or of time. */
export function plainProgress(output: Output, paint: Paint, clock: ProgressClock): Progress {
  let tally = emptyTally(clock());
  let saidPercent = 0;
  let saidAtMs = clock();

  function tell(): void {
    saidPercent = percentDone(tally);
    saidAtMs = clock();
    output.write(`${tallyLine(tally, saidAtMs)}\n`);
  }

  const timer = setInterval(() => {
    if (tally.done < tally.planned && clock() - saidAtMs >= STEP_MS) tell();
  }, STEP_MS);
  timer.unref();
  return {
    report: (message) => {
      tally = addToTally(tally, message, clock());
      const line = lastingLine(message, paint);
      if (line !== null) output.write(`${line}\n`);
      if (message.type !== 'account-finished') return;
      const sinceMs = clock() - saidAtMs;
      const further = percentDone(tally) >= saidPercent + STEP_PERCENT && sinceMs >= LEAST_STEP_MS;
      if (tally.done === tally.planned || further || sinceMs >= STEP_MS) tell();
    },
    say: (text) => {
      output.write(`${text}\n`);
    },
    close: () => clearInterval(timer),
  };
}

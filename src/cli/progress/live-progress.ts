import type { Output } from '../command-io.ts';
import type { Paint } from '../paint.ts';
import { cutTo } from '../terminal-text.ts';
import { lastingLine } from './lasting-line.ts';
import type { Progress, ProgressClock } from './progress.ts';
import { addToTally, emptyTally, tallyLine } from './tally.ts';

/** Faster than this nobody reads, and a terminal over a slow line chokes. */
const REDRAW_AT_MOST_EVERY_MS = 80;

/** The clock of the line moves even when no account finishes. */
const REDRAW_AT_LEAST_EVERY_MS = 500;

/** To the start of the line, and erase it. */
const CLEAR = '\r\u001b[K';

interface LiveOptions {
  readonly output: Output;
  readonly width: () => number;
  readonly paint: Paint;
  readonly clock: ProgressClock;
}

/** One line that is written over and over; what must stay goes above it. */
export function liveProgress({ output, width, paint, clock }: LiveOptions): Progress {
  let tally = emptyTally(clock());
  let drawnAtMs = Number.NEGATIVE_INFINITY;

  function draw(): void {
    if (tally.runId === null) return;
    drawnAtMs = clock();
    // The last column stays free: some terminals go to the next line as soon as it is filled.
    output.write(CLEAR + cutTo(tallyLine(tally, drawnAtMs), width() - 1));
  }

  function say(text: string): void {
    output.write(`${CLEAR}${text}\n`);
    draw();
  }

  const timer = setInterval(draw, REDRAW_AT_LEAST_EVERY_MS);
  timer.unref();
  return {
    report: (message) => {
      tally = addToTally(tally, message, clock());
      const line = lastingLine(message, paint);
      if (line !== null) say(line);
      else if (clock() - drawnAtMs >= REDRAW_AT_MOST_EVERY_MS) draw();
    },
    say,
    close: () => {
      clearInterval(timer);
      if (tally.runId === null) return;
      draw();
      // The summary follows on the same screen.
      output.write('\n\n');
    },
  };
}

import type { Reporter } from '../../messages.ts';

/** How a command shows what its run says. */
export interface Progress {
  readonly report: Reporter;
  /** Words of the command itself. */
  readonly say: (text: string) => void;
  /** Leaves the terminal as it was found. */
  readonly close: () => void;
}

/** Milliseconds since 1970. */
export type ProgressClock = () => number;

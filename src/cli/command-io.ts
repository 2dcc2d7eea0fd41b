import type { ExitStatus } from '../errors.ts';
import type { Settings } from '../settings/settings.ts';
import type { Collector, World } from '../wiring.ts';

/** The process around a command. */
export interface CommandIo {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Results, and the summary. */
  readonly stdout: Output;
  /** Progress, warnings and errors. */
  readonly stderr: Output;
  readonly signals: Signals;
  /** Ends the process at once. */
  readonly exitNow: (status: ExitStatus) => void;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal; 0 or missing where nobody knows. */
  readonly columns?: number | undefined;
}

export interface Signals {
  on(name: SignalName, handler: () => void): unknown;
  off(name: SignalName, handler: () => void): unknown;
}

export type SignalName = 'SIGINT' | 'SIGTERM';

/** What commands are made with; tests bring their own. */
export type CollectorFactory = (settings: Settings, world: World) => Promise<Collector>;

/** The width of an output that is not a terminal, or one that does not know. */
const USUAL_WIDTH = 80;

/** Docker and `script` make terminals with 0 columns. */
export function widthOf(output: Output): number {
  return output.columns || USUAL_WIDTH;
}

import { EXIT } from '../errors.ts';
import type { CommandIo } from './command-io.ts';

export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals of the process back. */
  readonly dispose: () => void;
}

/**
 * Turns Ctrl-C and SIGTERM into the abortion of a signal, so that what is in flight is finished
 * and kept. The second one ends the process.
 */
export function watchForInterruption(
  { signals, exitNow }: Pick<CommandIo, 'signals' | 'exitNow'>,
  onFirst: () => void,
): Interruption {
  const controller = new AbortController();
  const handle = () => {
    if (controller.signal.aborted) {
      exitNow(EXIT.interrupted);
      return;
    }
    controller.abort();
    onFirst();
  };
  signals.on('SIGINT', handle);
  signals.on('SIGTERM', handle);
  return {
    signal: controller.signal,
    dispose: () => {
      signals.off('SIGINT', handle);
      signals.off('SIGTERM', handle);
    },
  };
}

import type { Clock, Store } from '../ports.ts';
import type { StoreTimes } from './publish-time.ts';

/** Measures what the calls of stores take that are alike. */
export interface StoreMeter {
  /** The same store, each of whose reads and writes is measured from now on, but for the first. */
  watch(store: Store): Store;
  /** Measures the making of the text of a part, or its reading, which keep the processor busy. */
  packing<T>(work: () => T, charactersOf: (result: T) => number): T;
  /** What was measured so far. */
  readonly times: () => StoreTimes;
}

/** Below that the time of a call is taken for its latency. */
const BULK_BYTES = 64 * 1024;

export function createStoreMeter(clock: Pick<Clock, 'now'>): StoreMeter {
  const [reads, writes, bulk] = [tally(), tally(), tally()];
  const packing = { bytes: 0, totalMs: 0 };
  const nowMs = () => clock.now().getTime();
  let isConnected = false;

  /** Calls that fail take their time too. */
  async function measure<T>(
    kind: Tally,
    call: () => Promise<T>,
    bytesOf: (result: T) => number,
  ): Promise<T> {
    const startedAtMs = nowMs();
    let bytes = 0;
    try {
      const result = await call();
      bytes = bytesOf(result);
      return result;
    } finally {
      // The first call opens the connection, and none after it does.
      if (isConnected) add(bytes < BULK_BYTES ? kind : bulk, nowMs() - startedAtMs, bytes);
      isConnected = true;
    }
  }

  return {
    watch: (store) => ({
      ...store,
      read: (name) =>
        measure(
          reads,
          () => store.read(name),
          (found) => found?.bytes.length ?? 0,
        ),
      write: (name, bytes) =>
        measure(
          writes,
          () => store.write(name, bytes),
          () => bytes.length,
        ),
    }),
    packing(work, charactersOf) {
      const startedAtMs = nowMs();
      const result = work();
      packing.totalMs += nowMs() - startedAtMs;
      packing.bytes += charactersOf(result);
      return result;
    },
    times: () => structuredClone({ reads, writes, bulk, packing }),
  };
}

interface Tally {
  count: number;
  bytes: number;
  totalMs: number;
  totalSquaresMs: number;
}

function tally(): Tally {
  return { count: 0, bytes: 0, totalMs: 0, totalSquaresMs: 0 };
}

function add(to: Tally, ms: number, bytes: number): void {
  to.count += 1;
  to.bytes += bytes;
  to.totalMs += ms;
  to.totalSquaresMs += ms ** 2;
}

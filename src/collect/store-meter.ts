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
const LARGE_BYTES = 64 * 1024;

export function createStoreMeter(clock: Pick<Clock, 'now'>): StoreMeter {
  const [reads, writes] = [tallies(), tallies()];
  const packing = { bytes: 0, totalMs: 0 };
  const nowMs = () => clock.now().getTime();
  let isConnected = false;

  /** Calls that fail take their time too. */
  async function measure<T>(
    kind: Tallies,
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
      if (isConnected) add(kind, nowMs() - startedAtMs, bytes);
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
      replace: (name, bytes, version) =>
        measure(
          writes,
          () => store.replace(name, bytes, version),
          () => bytes.length,
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
    times: () => structuredClone({ reads, writes, packing }),
  };
}

interface Tallies {
  readonly small: { count: number; totalMs: number; totalSquaresMs: number };
  readonly large: { count: number; totalMs: number; bytes: number };
}

function tallies(): Tallies {
  return {
    small: { count: 0, totalMs: 0, totalSquaresMs: 0 },
    large: { count: 0, totalMs: 0, bytes: 0 },
  };
}

function add({ small, large }: Tallies, ms: number, bytes: number): void {
  const tally = bytes < LARGE_BYTES ? small : large;
  tally.count += 1;
  tally.totalMs += ms;
  if (bytes < LARGE_BYTES) small.totalSquaresMs += ms ** 2;
  else large.bytes += bytes;
}

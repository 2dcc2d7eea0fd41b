/** Durations of calls, and how much they vary. */
export interface Durations {
  readonly count: number;
  readonly totalMs: number;
  readonly totalSquaresMs: number;
}

/** Work that takes the longer the more bytes there are. */
export interface Throughput {
  readonly bytes: number;
  readonly totalMs: number;
}

/** What the calls of one kind took so far. */
export interface CallTimes {
  /** Calls that carried so little that only their latency counts. */
  readonly small: Durations;
  readonly large: Throughput & { readonly count: number };
}

/** What the calls of one store took so far. */
export interface StoreTimes {
  readonly reads: CallTimes;
  readonly writes: CallTimes;
  /** Parts made of users, and users made of parts. */
  readonly packing: Throughput;
}

/** What is to be published. */
export interface PublishWork {
  /** Accounts whose parts are read. */
  readonly parts: number;
  /** What it takes to read one of many, with as many read ahead, while nothing else goes on. */
  readonly msPerPart: number;
  /** Size of the parts as text, in characters, of those that are being written too. */
  readonly partBytes: number;
  /** Whether there is anything to publish but that nothing could be read. */
  readonly hasGoodPart: boolean;
  /** Data files. */
  readonly files: number;
}

/** Parts that publishing reads at the same time, at least. */
export const READ_AHEAD = 8;

/**
 * How long publishing will take, by what the stores have taken so far: latencies by their mean and
 * how much they vary, and the rest by its size. It counts one part that is still being written.
 * As long as there is no good part, it is what it takes to say so, without any margin: if there is
 * time for more, one may still come.
 *
 * @param runStore - Of the store that has the parts.
 * @param target - Of the store that gets the data.
 */
export function estimatePublishMs(
  work: PublishWork,
  runStore: StoreTimes,
  target: StoreTimes,
): number {
  const { parts, msPerPart, hasGoodPart, files } = work;
  const partBytes = hasGoodPart ? work.partBytes : 0;
  // No format says more than the part does.
  const dataBytes = partBytes * files;
  const manifestBytes = parts * MANIFEST_BYTES_PER_ACCOUNT * MANIFEST_COPIES;
  const uploads = files * Math.max(1, Math.ceil(partBytes / BYTES_PER_UPLOAD_STEP));
  const steps = [
    {
      times: hasGoodPart ? RUN_STORE_WRITES : LEAST_RUN_STORE_WRITES,
      latency: latencyOf(runStore.writes, runStore.reads),
    },
    // Reads amid the collecting take longer than those of publishing, which has the machine alone.
    {
      times: TARGET_READS + READS_PER_FILE * files,
      latency: varying(msPerPart * READ_AHEAD, 0),
    },
    {
      times: hasGoodPart ? TARGET_WRITES + uploads : LEAST_TARGET_WRITES,
      latency: latencyOf(target.writes, runStore.writes, target.reads, runStore.reads),
    },
  ];
  const meanMs = sum(steps.map(({ times, latency }) => times * latency.meanMs));
  const variance = sum(steps.map(({ times, latency }) => times * latency.deviationMs ** 2));
  const sizedMs =
    parts * msPerPart +
    partBytes * msPerByte(runStore.packing, PACKING_MS_PER_BYTE) * PUBLISHING_PER_PACKING +
    (dataBytes + manifestBytes) * transferMsPerByte([target, runStore]);
  if (!hasGoodPart) return meanMs + sizedMs;
  return LEAST_MS + meanMs + DEVIATIONS * Math.sqrt(variance) + SIZED_FACTOR * sizedMs;
}

/** The record of the data, twice, and the part that is being written. */
const RUN_STORE_WRITES = 3;
const LEAST_RUN_STORE_WRITES = 1;

/** Manifest and pointer of the snapshot before, twice; manifests of this run; whose a name is. */
const TARGET_READS = 9;
const READS_PER_FILE = 2;

/** The manifest and `latest.json`. */
const TARGET_WRITES = 2;

/** The manifest of a run that could read nothing. */
const LEAST_TARGET_WRITES = 1;

const MANIFEST_BYTES_PER_ACCOUNT = 1_000;

/** Of the snapshot before, in the record of the data, and as the manifest. */
const MANIFEST_COPIES = 3;

/** An upload of several parts sends two of 16 MiB at a time. */
const BYTES_PER_UPLOAD_STEP = 32 * 1024 * 1024;

/** For whatever is not measured. */
const LEAST_MS = 1_000;

/** Beyond two standard deviations lies one time in forty. */
const DEVIATIONS = 2;

/** Few calls tell little of how much they vary: at least by an eighth. */
const LEAST_VARIATION = 1 / 8;

const SIZED_FACTOR = 1.5;

/** A part is parsed, and its rows are made, written and hashed. */
const PUBLISHING_PER_PACKING = 3;

/** As long as nothing was measured: 10 MB a second. */
const PACKING_MS_PER_BYTE = 1e-4;
const TRANSFER_MS_PER_BYTE = 1e-4;
const UNMEASURED_MS = 500;

interface Latency {
  readonly meanMs: number;
  readonly deviationMs: number;
}

/** Of the first kind of calls of which any was measured. */
function latencyOf(...kinds: readonly CallTimes[]): Latency {
  const measured = kinds.find(({ small, large }) => small.count + large.count > 0);
  if (measured === undefined) return varying(UNMEASURED_MS, 0);
  const { small, large } = measured;
  if (small.count === 0) {
    return varying(
      Math.max(0, large.totalMs - large.bytes * TRANSFER_MS_PER_BYTE) / large.count,
      0,
    );
  }
  const meanMs = small.totalMs / small.count;
  return varying(meanMs, small.totalSquaresMs / small.count - meanMs ** 2);
}

function varying(meanMs: number, variance: number): Latency {
  return {
    meanMs,
    deviationMs: Math.max(Math.sqrt(Math.max(0, variance)), meanMs * LEAST_VARIATION),
  };
}

/** What the bytes alone take, where the latency of calls of the same kind is known. */
function transferMsPerByte(stores: readonly StoreTimes[]): number {
  const known = stores
    .flatMap(({ reads, writes }) => [reads, writes])
    .filter(({ small, large }) => small.count > 0 && large.count > 0);
  const transferMs = known.map((kind) =>
    Math.max(0, kind.large.totalMs - kind.large.count * latencyOf(kind).meanMs),
  );
  const bytes = sum(known.map(({ large }) => large.bytes));
  return msPerByte({ bytes, totalMs: sum(transferMs) }, TRANSFER_MS_PER_BYTE);
}

function msPerByte({ bytes, totalMs }: Throughput, unmeasured: number): number {
  return bytes === 0 ? unmeasured : totalMs / bytes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import { promisify } from 'node:util';
import { gunzip, gzip, type ZlibOptions } from 'node:zlib';
import { CollectorError } from '../errors.ts';
import type { KnownAccount } from '../model/known-credentials.ts';
import type { Part } from '../model/part.ts';
import type { Plan } from '../organization/plan.ts';
import { decodeKnown, encodeKnown } from '../output/known.ts';
import { dataRecordName, knownName, partName, planName } from '../output/names.ts';
import { decodePart, encodePart } from '../output/part.ts';
import type { Clock, Store } from '../ports.ts';
import { type DataRecord, parseDataRecord } from './data-record.ts';
import type { StoreTimes } from './publish-time.ts';
import { createStoreMeter, type StoreMeter } from './store-meter.ts';

/** Where a run keeps its plan and its parts, so that nothing finished is ever lost. */
export interface RunStore {
  readonly location: string;
  /** Whether it outlives this process, so that the run can be resumed. */
  readonly isLasting: boolean;
  /** `null`: no such run. */
  readPlan(runId: string): Promise<Plan | null>;
  /**
   * Writes the plan of a run, which then stands: another attempt at the run may be planning at the
   * same time, and both have to do the same. Gives the plan that stands.
   */
  writePlan(plan: Plan): Promise<Plan>;
  /** `null`: the account was not finished. Rejects with `PART_UNREADABLE` if it is not whole. */
  readPart(runId: string, accountId: string): Promise<Part | null>;
  /** The same, not unpacked, so that many can wait; only `unpack` tells whether it is whole. */
  readPacked(runId: string, accountId: string): Promise<PackedPart | null>;
  /** Writing a part twice is harmless: the later one stands. */
  writePart(runId: string, part: Part): Promise<void>;
  /** `null`: no data of the run was about to be published. */
  readData(runId: string): Promise<DataRecord | null>;
  writeData(runId: string, record: DataRecord): Promise<void>;
  /** `null`: no run has left anything about the account, or nothing that can be read. */
  readKnown(accountId: string): Promise<KnownAccount | null>;
  /** Of runs at the same time the later one stands: each writes the whole. */
  writeKnown(known: KnownAccount): Promise<void>;
  /** What its calls took so far. */
  readonly times: () => StoreTimes;
  /** Whether a part with users, or that of an account without any, was kept or found by now. */
  readonly hasGoodPart: () => boolean;
}

/** A part as it is kept, a tenth of the size that it is to be worked with. */
export interface PackedPart {
  readonly bytes: number;
  unpack(): Promise<Part>;
}

export interface RunStoreOptions {
  /** @defaultValue true */
  readonly isLasting?: boolean;
  /** By which its calls are measured. @defaultValue that of the machine */
  readonly clock?: Pick<Clock, 'now'>;
}

const decompress = promisify(gunzip);
const compressWith = promisify<string, ZlibOptions, Buffer>(gzip);

/** What is written and read once: two fifths of the usual time, for a quarter more bytes. */
const compress = (text: string) => compressWith(text, { level: 1 });

export function createRunStore(
  place: Store,
  { isLasting = true, clock = { now: () => new Date() } }: RunStoreOptions = {},
): RunStore {
  const meter = createStoreMeter(clock);
  const store = meter.watch(place);
  let hasGoodPart = false;
  const noteGood = (part: Part) => {
    if (isDone(part)) hasGoodPart = true;
    return part;
  };
  const readPacked = async (runId: string, accountId: string): Promise<PackedPart | null> => {
    const name = partName(runId, accountId);
    const stored = await store.read(name);
    if (stored === null) return null;
    const source = { accountId, meter, location: store.locationOf(name) };
    return {
      bytes: stored.bytes.length,
      unpack: async () => noteGood(await parsePart(stored.bytes, source)),
    };
  };
  return {
    location: store.location,
    isLasting,
    async readPlan(runId) {
      const name = planName(runId);
      const stored = await store.read(name);
      return stored === null ? null : parsePlan(stored.bytes, store.locationOf(name));
    },
    async writePlan(plan) {
      const name = planName(plan.runId);
      const bytes = Buffer.from(`${JSON.stringify(plan, null, 2)}\n`);
      if (await store.replace(name, bytes, null)) return plan;
      const stored = await store.read(name);
      if (stored === null) throw unreadable('plan', store.locationOf(name));
      return parsePlan(stored.bytes, store.locationOf(name));
    },
    readPacked,
    readPart: async (runId, accountId) => (await readPacked(runId, accountId))?.unpack() ?? null,
    async writePart(runId, part) {
      const name = partName(runId, part.outcome.accountId);
      const text = meter.packing(
        () => encodePart(part),
        ({ length }) => length,
      );
      await store.write(name, await compress(text));
      noteGood(part);
    },
    times: meter.times,
    hasGoodPart: () => hasGoodPart,
    async readData(runId) {
      const name = dataRecordName(runId);
      const stored = await store.read(name);
      if (stored === null) return null;
      const record = parseDataRecord(stored.bytes);
      if (record === null) throw unreadable('data record', store.locationOf(name));
      return record;
    },
    async writeData(runId, record) {
      await store.write(dataRecordName(runId), Buffer.from(`${JSON.stringify(record)}\n`));
    },
    async readKnown(accountId) {
      const stored = await store.read(knownName(accountId));
      return stored === null ? null : parseKnown(stored.bytes, accountId);
    },
    async writeKnown(known) {
      await store.write(knownName(known.accountId), await compress(encodeKnown(known)));
    },
  };
}

/** Whether the part of an account is there to stay; a failed one is read again by any retry. */
export function isDone(part: Part): boolean {
  return part.outcome.outcome === 'collected' || part.outcome.outcome === 'partial';
}

function parsePlan(bytes: Uint8Array, location: string): Plan {
  try {
    const plan: Plan = JSON.parse(Buffer.from(bytes).toString());
    if (plan.schemaVersion === 1 && Array.isArray(plan.accounts)) return plan;
  } catch (thrown) {
    throw unreadable('plan', location, thrown);
  }
  throw unreadable('plan', location);
}

/** Only calls are lost with it. */
async function parseKnown(bytes: Uint8Array, accountId: string): Promise<KnownAccount | null> {
  try {
    return decodeKnown((await decompress(bytes)).toString(), accountId);
  } catch {
    return null;
  }
}

interface PartSource {
  readonly accountId: string;
  readonly location: string;
  readonly meter: StoreMeter;
}

async function parsePart(packed: Uint8Array, source: PartSource): Promise<Part> {
  try {
    const text = (await decompress(packed)).toString();
    const part = source.meter.packing(
      () => decodePart(text),
      () => text.length,
    );
    if (part.outcome.accountId === source.accountId) return part;
  } catch (thrown) {
    throw unreadablePart(source.location, thrown);
  }
  throw unreadablePart(source.location);
}

function unreadablePart(location: string, cause?: unknown): CollectorError {
  return new CollectorError(
    'PART_UNREADABLE',
    `expected what a run read of one account at ${location}, found something else`,
    { cause },
  );
}

function unreadable(what: string, location: string, cause?: unknown): CollectorError {
  return new CollectorError(
    'STORE_FAILED',
    `expected the ${what} of a run at ${location}, found something else`,
    { remedy: 'Start a new run with `iam-users collect`.', cause },
  );
}

import { CollectorError } from '../errors.ts';
import type { Plan } from '../organization/plan.ts';
import type { Effect, Finding, TriedPlace } from '../output/diagnosis.ts';
import { dataNames, LATEST_NAME, manifestName, partName, planName } from '../output/names.ts';
import type { Store } from '../ports.ts';
import { isDenied } from './denial.ts';
import { survivable } from './problem-log.ts';

/** Where a run would put things. */
export interface Places {
  readonly target: Store;
  /** Where the run itself is kept, in the order of preference. */
  readonly runStores: readonly Store[];
}

export interface PlacesDiagnosis {
  readonly places: readonly TriedPlace[];
  readonly findings: readonly Finding[];
}

/** Tries to write and to read what a run writes and reads at each place; leaves nothing there. */
export async function diagnosePlaces(
  plan: Plan,
  { target, runStores }: Places,
): Promise<PlacesDiagnosis> {
  const found = await diagnoseTarget(plan, target);
  const kept = await diagnoseRunStores(plan, runStores);
  return {
    places: [{ use: 'target', location: target.location }, ...kept.places],
    findings: distinct([...found, ...kept.findings]),
  };
}

/** Without reading it, neither can `latest.json` move nor a stopped run be finished. */
async function diagnoseTarget(plan: Plan, target: Store): Promise<readonly Finding[]> {
  const names = dataNames(plan, { taken: false, incomplete: false });
  const [{ name }] = names;
  const write = await tryEach(
    [name, manifestName(name), LATEST_NAME].map((each) => () => target.tryToWrite(each)),
  );
  if (write !== null && !isDenied(write)) return [finding(write, 'RUN_FAILS')];
  const read = await tryEach([() => target.read(LATEST_NAME), () => listOne(target, LATEST_NAME)]);
  return [
    ...(write === null ? [] : [finding(write, effectOfWrite(write))]),
    ...(read === null ? [] : [finding(read, isDenied(read) ? 'RUN_IMPAIRED' : 'RUN_FAILS')]),
  ];
}

/** Uploads that cannot be given up are no obstacle for a run. */
function effectOfWrite({ operation }: CollectorError): Effect {
  return operation === 'AbortMultipartUpload' ? 'RUN_IMPAIRED' : 'RUN_FAILS';
}

/** A run moves on to the next store if one refuses access, not if it is not there at all. */
async function diagnoseRunStores(plan: Plan, stores: readonly Store[]): Promise<PlacesDiagnosis> {
  const places: TriedPlace[] = [];
  const findings: Finding[] = [];
  for (const [index, store] of stores.entries()) {
    places.push({ use: 'run store', location: store.location });
    const refusal = await tryRunStore(plan, store);
    if (refusal === null) break;
    const next = isDenied(refusal) ? stores[index + 1] : undefined;
    findings.push(next === undefined ? finding(refusal, 'RUN_FAILS') : replaced(refusal, next));
    if (next === undefined) break;
  }
  return { places, findings };
}

/** Where no account is known, since the organization may not be listed. */
const ANY_ACCOUNT = '000000000000';

async function tryRunStore(
  { runId, accounts }: Plan,
  store: Store,
): Promise<CollectorError | null> {
  const accountId = accounts[0]?.accountId ?? ANY_ACCOUNT;
  const written = [planName(runId), partName(runId, accountId)];
  return tryEach([
    ...written.map((name) => () => store.tryToWrite(name)),
    () => store.read(planName(runId)),
  ]);
}

function replaced(refusal: CollectorError, { location }: Store): Finding {
  const { message, ...rest } = finding(refusal, 'RUN_IMPAIRED');
  return { ...rest, message: `${message} A run is kept in ${location} instead.` };
}

/** The first failure, which often explains those that would follow. */
async function tryEach(
  trials: readonly (() => Promise<unknown>)[],
): Promise<CollectorError | null> {
  for (const attempt of trials) {
    try {
      await attempt();
    } catch (thrown) {
      return survivable(thrown instanceof Error ? CollectorError.from(thrown) : thrown);
    }
  }
  return null;
}

async function listOne(store: Store, prefix: string): Promise<void> {
  for await (const _ of store.list(prefix)) return;
}

function finding(error: CollectorError, effect: Effect): Finding {
  const { code, operation, message, remedy } = error;
  const operations = operation === null ? [] : [operation];
  return { code, operations, effect, lostFacts: [], message, remedy };
}

/** A bucket that is not there is not there for anything. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const known = new Set<string>();
  return findings.filter(({ code, remedy }) => {
    const key = `${code} ${remedy}`;
    return !known.has(key) && known.add(key);
  });
}

import { main } from '../../src/cli/main.ts';
import { simulatedEnvironment } from '../../src/cli/simulated-environment.ts';
import type { ExitStatus } from '../../src/errors.ts';
import type { Message } from '../../src/messages.ts';
import type { Manifest } from '../../src/output/manifest.ts';
import type { Account, Organization, Simulation, User } from '../../src/simulation/index.ts';
import { createCollector, type World } from '../../src/wiring.ts';
import { fakeIo } from '../cli/fake-io.ts';
import { smallOrganization } from './organizations.ts';
import { NOW, openWorld, quickClock, type SimulatedWorld, TINY_WAITS } from './run-simulated.ts';
import { bucketOf, directoryOf, type TargetPlace } from './target-places.ts';

/** Where the results of a row go. */
export type PlaceName = 'a directory' | 'a bucket';

/** A small organization, a target, and the program as a user starts it. */
export interface FaultScene {
  readonly organization: Organization;
  readonly simulation: Simulation;
  /** The account that faults are about, a member account. */
  readonly victim: Account;
  /** The caller's own account, which is read without a role. */
  readonly own: Account;
  /** Of the victim; all calls that are made about this user are about access keys. */
  readonly user: User;
  readonly place: TargetPlace;
  readonly world: SimulatedWorld;
  /** `iam-users collect`, or another command line. */
  run(program?: ProgramOptions): Promise<Ended>;
}

export interface ProgramOptions extends Pick<World, 'retry' | 'timeouts'> {
  /** @defaultValue `['collect']` */
  readonly argv?: readonly string[];
  /** When the run says that it collects. @defaultValue `NOW` */
  readonly now?: Date;
  /** Ctrl-C, as soon as so many accounts are finished. */
  readonly interruptAfter?: number;
}

/** What a process leaves behind when it ends. */
export interface Ended {
  readonly status: ExitStatus;
  readonly stderr: string;
  /** Empty: no run was begun. */
  readonly runId: string;
  /** The accounts that were read, whole or in part. */
  readonly read: readonly string[];
  /** Of this run; `null`: none was published. */
  readonly manifest: Manifest | null;
  /** The data that the manifest names; `null`: none. */
  readonly csv: string | null;
}

/** Opens a scene; whoever opens it closes its world. */
export async function openFaultScene(
  seed: string,
  placeName: PlaceName,
  users = 6,
): Promise<FaultScene> {
  const organization = smallOrganization(seed, { accounts: 4, users });
  const world = await openWorld(organization);
  const { simulation } = world;
  const place = placeName === 'a bucket' ? bucketOf(world) : directoryOf(world);
  const { victim, own, user } = castOf(organization);
  const run = (program: ProgramOptions = {}) => runProgram({ world, place }, program);
  return { organization, simulation, victim, own, user, place, world, run };
}

function castOf({ accounts, caller }: Organization) {
  const own = accounts.find(({ id }) => id === caller.accountId);
  const members = accounts.filter(({ id }) => id !== caller.accountId);
  for (const victim of members) {
    const user = victim.users.find(
      ({ accessKeys, signingCertificates }) =>
        accessKeys.length > 0 && signingCertificates.length === 0,
    );
    if (own !== undefined && user !== undefined) return { victim, own, user };
  }
  throw new RangeError('expected a user with access keys and no certificates');
}

async function runProgram(
  { world, place }: Pick<FaultScene, 'world' | 'place'>,
  { argv = ['collect'], now = NOW, interruptAfter, ...limits }: ProgramOptions,
): Promise<Ended> {
  const io = fakeIo(simulatedEnvironment(world.simulation));
  const witness = witnessOf(argv);
  const status = await main([...argv, '--to', place.to], io, async (settings, given) =>
    createCollector(settings, {
      ...given,
      retry: TINY_WAITS,
      clock: quickClock(now),
      ...limits,
      reporter: (message) => {
        given.reporter(message);
        witness.hear(message);
        if (witness.finished() === interruptAfter) io.send('SIGINT');
      },
    }),
  );
  const runId = witness.runId();
  const published = await publishedBy(runId, { world, place });
  return { status, stderr: io.stderr.text(), runId, read: witness.read, ...published };
}

/** What a run says of itself. One that is published already says nothing when it is resumed. */
function witnessOf([command, resumed = '']: readonly string[]) {
  const read: string[] = [];
  let runId = command === 'resume' ? resumed : '';
  let finished = 0;
  return {
    read,
    runId: () => runId,
    finished: () => finished,
    hear: (message: Message) => {
      if (message.type === 'run-started') runId = message.runId;
      if (message.type !== 'account-finished') return;
      finished += 1;
      if (message.outcome.outcome !== 'failed') read.push(message.outcome.accountId);
    },
  };
}

/** Found as a reader finds it: by looking into the target. */
async function publishedBy(
  runId: string,
  { world, place }: Pick<FaultScene, 'world' | 'place'>,
): Promise<Pick<Ended, 'manifest' | 'csv'>> {
  const flags = { to: place.to };
  const found: Manifest[] = [];
  for (const name of await place.names()) {
    if (!name.startsWith('_iam-users/manifests/')) continue;
    const manifest: Manifest = JSON.parse((await world.read(name, { flags })) ?? 'null');
    if (manifest.runId === runId) found.push(manifest);
  }
  if (found.length > 1) throw new RangeError(`the run ${runId} has several manifests`);
  const [manifest = null] = found;
  const key = manifest?.files[0]?.key;
  return { manifest, csv: key === undefined ? null : await world.read(key, { flags }) };
}

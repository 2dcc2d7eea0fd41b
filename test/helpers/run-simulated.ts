import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { RetryPolicy } from '../../src/aws/backoff.ts';
import type { RunResult } from '../../src/collect/run.ts';
import type { Message } from '../../src/messages.ts';
import type { Manifest } from '../../src/output/manifest.ts';
import type { Clock } from '../../src/ports.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import type { SettingSources } from '../../src/settings/setting-sources.ts';
import {
  environmentOf,
  type Organization,
  type Simulation,
  type SimulationOptions,
  startSimulation,
} from '../../src/simulation/index.ts';
import { type Collector, createCollector, type Steps } from '../../src/wiring.ts';

/** The instant of every simulated run: `collectedAt`, unless a test says otherwise. */
export const NOW = new Date('2026-01-15T12:34:56Z');

/** `NOW` as the truth and the contract write instants. */
export const COLLECTED_AT = '2026-01-15T12:34:56Z';

/** As many attempts as it takes, without the waits. */
export const TINY_WAITS: RetryPolicy = {
  throttled: { attempts: 30, baseMs: 1, capMs: 4 },
  serverError: { attempts: 30, baseMs: 1, capMs: 4 },
  connection: { attempts: 30, baseMs: 1, capMs: 4 },
};

/** Gives up at the third attempt. */
export const FEW_ATTEMPTS: RetryPolicy = {
  throttled: { attempts: 3, baseMs: 1, capMs: 1 },
  serverError: { attempts: 3, baseMs: 1, capMs: 1 },
  connection: { attempts: 3, baseMs: 1, capMs: 1 },
};

export interface RunOptions {
  readonly flags?: SettingSources['flags'];
  /** @defaultValue `NOW` */
  readonly now?: Date;
  /** @defaultValue `TINY_WAITS` */
  readonly retry?: RetryPolicy;
  readonly signal?: AbortSignal;
  readonly onMessage?: (message: Message) => void;
}

/** What a run left behind, read from where it was published. */
export interface Published {
  readonly result: RunResult;
  /** Parsed from the file. */
  readonly manifest: Manifest;
  /** `null`: no data file. */
  readonly csv: string | null;
  readonly messages: readonly Message[];
}

/** A simulated organization and a place for results. */
export interface SimulatedWorld {
  readonly simulation: Simulation;
  /** A new directory; results go below it unless the flag `to` says otherwise. */
  readonly directory: string;
  collect(options?: RunOptions): Promise<Published>;
  resume(runId: string, options?: RunOptions): Promise<Published>;
  /** The product itself, for runs that are to fail. */
  collector(options?: RunOptions): Collector & Steps;
  /** An object beside the results; `null`: there is none. */
  read(name: string, options?: RunOptions): Promise<string | null>;
  readonly close: () => Promise<void>;
}

/** Serves an organization, in which it is `NOW`, until the test is over. */
export async function simulatedWorld(
  organization: Organization,
  simulated: SimulationOptions = {},
): Promise<SimulatedWorld> {
  const world = await openWorld(organization, simulated);
  onTestFinished(world.close);
  return world;
}

/** Serves an organization until it is closed, for a run that several tests look at. */
export async function openWorld(
  organization: Organization,
  simulated: SimulationOptions = {},
): Promise<SimulatedWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'iam-users-test-'));
  const simulation = await startSimulation(organization, simulated);
  simulation.advanceClock(NOW.getTime() - Date.now());

  const flagsOf = ({ flags = {} }: RunOptions) => ({ to: join(directory, 'out'), ...flags });
  const collector = (options: RunOptions = {}) => {
    const environment = environmentOf(simulation);
    const flags = flagsOf(options);
    return createCollector(resolveSettings({ flags, environment, configFile: null }), {
      environment,
      reporter: options.onMessage ?? (() => {}),
      retry: options.retry ?? TINY_WAITS,
      clock: quickClock(options.now ?? NOW),
    });
  };
  const read = (name: string, options: RunOptions = {}) =>
    readFrom(String(flagsOf(options).to), name, simulation);
  const publishedBy = async (
    options: RunOptions,
    run: (collector: Collector, signal: AbortSignal) => Promise<RunResult>,
  ): Promise<Published> => {
    const messages: Message[] = [];
    const onMessage = (message: Message) => {
      messages.push(message);
      options.onMessage?.(message);
    };
    const signal = options.signal ?? new AbortController().signal;
    const result = await run(collector({ ...options, onMessage }), signal);
    const manifest: Manifest = JSON.parse((await read(result.manifestName, options)) ?? 'null');
    const [file] = manifest.files;
    const csv = file === undefined ? null : await read(file.key, options);
    return { result, manifest, csv, messages };
  };

  return {
    simulation,
    directory,
    collector,
    read,
    collect: (options = {}) => publishedBy(options, (c, signal) => c.collect(signal)),
    resume: (runId, options = {}) => publishedBy(options, (c, signal) => c.resume(runId, signal)),
    close: async () => {
      await simulation.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Stands still but for the pauses that are asked for, which take a moment only. */
export function quickClock(start: Date): Clock {
  let pausedMs = 0;
  return {
    now: () => new Date(start.getTime() + pausedMs),
    sleep: async (milliseconds, signal) => {
      await sleep(Math.min(milliseconds, 2), undefined, { signal });
      pausedMs += milliseconds;
    },
  };
}

async function readFrom(to: string, name: string, { s3 }: Simulation): Promise<string | null> {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(to) ?? [];
  if (bucket !== undefined) {
    const key = prefix === '' ? name : `${prefix}/${name}`;
    return s3.object(bucket, key)?.bytes.toString() ?? null;
  }
  return readFile(join(to, name), 'utf8').catch(() => null);
}

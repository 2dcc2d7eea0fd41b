import type { Cause, Diagnosis } from '../../src/output/diagnosis.ts';
import type { SettingSources } from '../../src/settings/setting-sources.ts';
import type { SimulatedWorld } from './run-simulated.ts';

export interface DiagnosedOptions {
  readonly flags?: SettingSources['flags'];
  readonly sample?: number;
  /** How far the clock of this machine is ahead of that of AWS. */
  readonly clockFastMs?: number;
  readonly signal?: AbortSignal;
}

/** What the doctor finds in a simulated world. Servers answer with the time of this machine. */
export function diagnosed(
  world: SimulatedWorld,
  { flags = {}, sample, clockFastMs = 0, signal }: DiagnosedOptions = {},
): Promise<Diagnosis> {
  const now = new Date(Date.now() + clockFastMs);
  return world
    .collector({ flags, now })
    .diagnose(signal ?? new AbortController().signal, sample === undefined ? {} : { sample });
}

/** A cause in short: code, operations, effect, accounts. */
export function inShort({ code, operations, effect, accounts }: Cause): string {
  const ids = accounts.map(({ accountId }) => accountId);
  return [code, operations.join('+'), effect, ...ids].join(' ');
}

import { type CaseResult, type Measurement, totalCalls } from '../harness/figures.ts';

/** What the processor and the file take for one of each, in figures of a full run. */
export interface UnitCosts {
  /** A small account with everything around it, in a later run; its twenty users are counted. */
  readonly msPerAccount: number;
  /** A user of a later run, its row included. */
  readonly msPerUser: number;
  /** A call about a user's keys or certificates. */
  readonly msPerListing: number;
  /** Publishing alone: an account of 20 users, and a user of a large one. */
  readonly msPerPart: number;
  readonly msPerRow: number;
  readonly bytesPerUser: number;
}

/** `null`: the run did not measure them all. */
export function unitCosts(results: readonly CaseResult[]): UnitCosts | null {
  const [, smallLater, largeFirst, largeLater] = runsOf(results, 'many-users');
  const [, , smallAccounts] = runsOf(results, 'processor-time');
  const [largeParts, smallParts] = runsOf(results, 'publishing');
  if (!smallLater || !largeFirst || !largeLater) return null;
  if (!smallAccounts || !largeParts || !smallParts) return null;
  const listings = totalCalls(largeFirst.calls) - totalCalls(largeLater.calls);
  return {
    msPerAccount: smallAccounts.cpuMs / accountsOf(smallAccounts),
    msPerUser: (largeLater.cpuMs - smallLater.cpuMs) / (largeLater.users - smallLater.users),
    msPerListing: (largeFirst.cpuMs - largeLater.cpuMs) / listings,
    msPerPart: smallParts.cpuMs / accountsOf(smallParts),
    msPerRow: largeParts.cpuMs / largeParts.users,
    bytesPerUser: (largeLater.bytes ?? 0) / largeLater.users,
  };
}

/** Of the cases `processor-time` and `publishing`. */
const USERS_OF_SMALL_ACCOUNTS = 20;

export function runsOf(results: readonly CaseResult[], name: string): readonly Measurement[] {
  return results.find((result) => result.name === name)?.measurements ?? [];
}

function accountsOf({ users }: Measurement): number {
  return users / USERS_OF_SMALL_ACCOUNTS;
}

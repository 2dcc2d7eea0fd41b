import { type CaseResult, type Measurement, totalCalls } from '../harness/figures.ts';

/** What the processor and the file take for one of each, in figures of a full run. */
export interface UnitCosts {
  /** A small account with everything around it in a later run, but for its users. */
  readonly msPerAccount: number;
  /** A user of a later run, its row included. */
  readonly msPerUser: number;
  /** A call about a user's keys or certificates. */
  readonly msPerListing: number;
  /** Of that, publishing: the part of an account, and the row of a user. */
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
  const msPerUser = (largeLater.cpuMs - smallLater.cpuMs) / (largeLater.users - smallLater.users);
  const msPerRow = largeParts.cpuMs / largeParts.users;
  return {
    msPerAccount: costOfAccount(smallAccounts, msPerUser),
    msPerUser,
    msPerListing: (largeFirst.cpuMs - largeLater.cpuMs) / listings,
    msPerPart: costOfAccount(smallParts, msPerRow),
    msPerRow,
    bytesPerUser: (largeLater.bytes ?? 0) / largeLater.users,
  };
}

/** Of small accounts, what their users do not explain. */
function costOfAccount({ cpuMs, users }: Measurement, msPerUser: number): number {
  return (cpuMs - users * msPerUser) / (users / USERS_OF_SMALL_ACCOUNTS);
}

/** Of the cases `processor-time` and `publishing`. */
const USERS_OF_SMALL_ACCOUNTS = 20;

export function runsOf(results: readonly CaseResult[], name: string): readonly Measurement[] {
  return results.find((result) => result.name === name)?.measurements ?? [];
}

import { type Comparison, type Measurement, totalCalls } from '../harness/figures.ts';
import type { BenchWorld } from '../harness/with-organization.ts';

/** The calls of a run beside what the organization makes necessary, for one account on average. */
export function callsPerAccount(
  { served, truth }: Pick<BenchWorld, 'served' | 'truth'>,
  run: Measurement,
  isFirst: boolean,
): Comparison {
  const { accounts, usersPerAccount } = served.setting.organization;
  const holders = truth.accessKeyHolders + truth.certificateHolders;
  const listed = isFirst ? holders : Math.ceil(holders / 30);
  return {
    target: isFirst ? 'calls of a first run' : 'calls of a later run',
    name: `${accounts} × ${usersPerAccount} users`,
    measured: callsInAccounts(run) / accounts,
    reference: 6 + 2 * Math.ceil(usersPerAccount / 1000) + listed / accounts,
    unit: 'calls per account',
  };
}

/** Waiting for a report is not counted: how often it takes depends on IAM alone. */
function callsInAccounts({ calls }: Measurement): number {
  const { 'organizations:ListAccounts': lists = 0, 'sts:GetCallerIdentity': caller = 0 } = calls;
  const { 'iam:GenerateCredentialReport': asked = 0, 'iam:GetCredentialReport': got = 0 } = calls;
  return totalCalls(calls) - lists - caller - Math.max(0, got - asked);
}

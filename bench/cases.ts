import { besideTheOriginal } from './cases/beside-the-original.ts';
import { manyAccounts } from './cases/many-accounts.ts';
import { manyUsers } from './cases/many-users.ts';
import { nearAws } from './cases/near-aws.ts';
import { oneAccount } from './cases/one-account.ts';
import { processorTime } from './cases/processor-time.ts';
import { publishing } from './cases/publishing.ts';
import { tokenBuckets } from './cases/token-buckets.ts';
import type { BenchCase } from './harness/bench-case.ts';

/** In the order in which they are run and shown. */
export const CASES: readonly BenchCase[] = [
  besideTheOriginal,
  oneAccount,
  processorTime,
  publishing,
  nearAws,
  tokenBuckets,
  manyAccounts,
  manyUsers,
];

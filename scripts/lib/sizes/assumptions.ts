/** What the table of sizes assumes beside what was measured. Change it here, and the page follows. */
export const ASSUMPTIONS = {
  /** A call of IAM, there and back. */
  callSeconds: 0.1,
  /** From asking for a credential report until it can be read, where there is none of the last 4 hours. */
  reportSeconds: 5,
  /** Of all users. */
  keyHolders: 0.4,
  certificateHolders: 0.01,
  /** Calls under way in one account at most: what `src/aws/governor/` lets through. */
  callsAtATime: 6,
  /** Accounts read at the same time by one function; the default of `--concurrency`. */
  accountsAtATime: 16,
  /** For each of them, so many have had their report asked for: `src/collect/collect-accounts.ts`. */
  accountsBegun: 4,
  /** The defaults of `MaxConcurrency` and `MaxItemsPerBatch`. */
  batchesAtATime: 10,
  accountsInABatch: 10,
  /** Starting a child execution and a function that is warm; it looks for its accounts' parts. */
  secondsPerBatch: 0.5,
  /** Calls of IAM per second of all batches together, unless `--calls-per-second` says otherwise. */
  distributedCallsPerSecond: 200,
  /** Starting a function that was not used for long, and finding its credentials. */
  startSeconds: 2,
  /**
   * The default of `MemorySize`. AWS Lambda gives one virtual CPU for 1,769 MB, which is taken to be as
   * fast as a core of the machine that was measured.
   */
  memoryMB: 1024,
  memoryOfOneCpuMB: 1769,
  /** Writing a part and what is known; what later runs read of both. */
  writesPerAccount: 2,
  readsPerAccount: 3,
  /** Of a part when it is read for publishing, 32 at a time. */
  readSeconds: 0.05,
  partsAtATime: 32,
  /** State transitions of an execution, and of the child execution of a batch. */
  transitionsPerRun: 10,
  transitionsPerBatch: 3,
  /** Of an account in plan, part, manifest and what is known. */
  bytesPerAccount: 2_000,
} as const;

/**
 * Limits that AWS publishes.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const LIMITS = {
  functionSeconds: 900,
  accountsPerPage: 20,
  pagesPerSecond: 8,
} as const;

/** US dollars in us-east-1 for arm64, without any free tier. */
export const PRICES = {
  lambdaGBSecond: { usd: 0.0000133334, of: 'a GB-second of AWS Lambda on arm64' },
  lambdaRequest: { usd: 0.2 / 1e6, of: 'a request of AWS Lambda' },
  transition: { usd: 0.025 / 1e3, of: 'a state transition of AWS Step Functions, standard' },
  s3Write: { usd: 0.005 / 1e3, of: 'a PUT of Amazon S3 Standard' },
  s3Read: { usd: 0.0004 / 1e3, of: 'a GET of Amazon S3 Standard' },
  s3GBMonth: { usd: 0.023, of: 'a GB of Amazon S3 Standard for a month' },
} as const;

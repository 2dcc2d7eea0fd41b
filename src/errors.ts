/** Who can put it right: the operator, AWS (try again), or the makers of this program. */
export type ErrorSource = 'user' | 'aws' | 'internal';

export interface ErrorDefinition {
  readonly source: ErrorSource;
  /** What it means, in one sentence. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Exit status when it ends the command; `null` if it only ever concerns one account. */
  readonly exitStatus: ExitStatus | null;
}

/** The exit statuses of `iam-users`. */
export const EXIT = {
  complete: 0,
  failed: 1,
  usage: 2,
  partial: 3,
  credentials: 4,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const DOCTOR_HINT =
  'Check, in this order: the account has a role of that name; its trust policy names the caller; ' +
  'the external id agrees with the trust policy; the caller may call sts:AssumeRole on it; no ' +
  'service control policy forbids it.';

/** Everything that can go wrong. `docs/reference/errors.md` is generated from this table. */
export const ERRORS = {
  USAGE: {
    source: 'user',
    meaning: 'The command line could not be understood.',
    remedy: 'Run `iam-users <command> --help`.',
    exitStatus: EXIT.usage,
  },
  SETTING_INVALID: {
    source: 'user',
    meaning: 'A setting has a value that it cannot have.',
    remedy: 'Correct the flag, environment variable or configuration key that the message names.',
    exitStatus: EXIT.usage,
  },
  CONFIG_FILE_INVALID: {
    source: 'user',
    meaning: 'The configuration file cannot be read, is not JSON, or has an unknown key.',
    remedy: 'Correct the file; the settings reference lists every key.',
    exitStatus: EXIT.usage,
  },
  CREDENTIALS_MISSING: {
    source: 'user',
    meaning: 'No AWS credentials were found.',
    remedy:
      'Sign in as for the AWS CLI (`aws sso login`, `aws login`, a profile or environment ' +
      'variables), and check with `aws sts get-caller-identity`.',
    exitStatus: EXIT.credentials,
  },
  CREDENTIALS_EXPIRED: {
    source: 'user',
    meaning: 'The AWS credentials of the caller have expired.',
    remedy: 'Sign in again (`aws sso login --profile …`), then repeat the command.',
    exitStatus: EXIT.credentials,
  },
  CREDENTIALS_INVALID: {
    source: 'user',
    meaning: 'AWS does not accept the credentials of the caller.',
    remedy:
      'Check the access key, the clock of this machine, the region (China and GovCloud have their ' +
      'own), and `aws sts get-caller-identity`.',
    exitStatus: EXIT.credentials,
  },
  CLOCK_WRONG: {
    source: 'user',
    meaning:
      'The clock of this machine is more than a minute off. Ages and `collectedAt` are wrong by as ' +
      'much, and AWS refuses signatures that are more than five minutes off.',
    remedy: 'Set the clock by a time server (NTP, or `w32tm /resync` on Windows).',
    exitStatus: EXIT.failed,
  },
  ENDPOINT_UNREACHABLE: {
    source: 'user',
    meaning: 'An AWS endpoint did not answer at all.',
    remedy: 'Check the network, the proxy, the region and AWS_ENDPOINT_URL.',
    exitStatus: EXIT.failed,
  },
  ORGANIZATION_ACCESS_DENIED: {
    source: 'user',
    meaning: 'The caller may not list the accounts of the organization.',
    remedy:
      'Run from the management account or a delegated administrator, allow what ' +
      '`iam-users policy collector` prints, or name the accounts with `--accounts`.',
    exitStatus: EXIT.failed,
  },
  ORGANIZATION_NOT_IN_USE: {
    source: 'user',
    meaning: 'The account of the caller is not a member of an organization.',
    remedy: 'Name the accounts with `--accounts`.',
    exitStatus: EXIT.failed,
  },
  NO_ACCOUNTS: {
    source: 'user',
    meaning: 'No account is left to read.',
    remedy: 'Run `iam-users plan` to see every account and why it is left out.',
    exitStatus: EXIT.failed,
  },
  BUCKET_MISSING: {
    source: 'user',
    meaning: 'The bucket does not exist.',
    remedy: 'Create the bucket or correct its name.',
    exitStatus: EXIT.failed,
  },
  STORE_ACCESS_DENIED: {
    source: 'user',
    meaning: 'The bucket or directory refuses access.',
    remedy:
      'Allow s3:PutObject (and kms:GenerateDataKey for an encrypted bucket) on the prefix, check ' +
      'the expected bucket owner, or the permissions of the directory.',
    exitStatus: EXIT.failed,
  },
  STORE_FAILED: {
    source: 'aws',
    meaning: 'Reading or writing the target or the run store failed.',
    remedy: 'Repeat the command; if it happens again, check the disk or the state of Amazon S3.',
    exitStatus: EXIT.failed,
  },
  RUN_NOT_FOUND: {
    source: 'user',
    meaning: 'The run store has no such run.',
    remedy: 'Check the run id, and that `--to` and `--run-store` are those of that run.',
    exitStatus: EXIT.usage,
  },
  RUN_NOT_RESUMABLE: {
    source: 'user',
    meaning: 'The run is finished, or older than 24 hours.',
    remedy: 'Start a new run with `iam-users collect`.',
    exitStatus: EXIT.usage,
  },
  RUN_NOT_ADOPTABLE: {
    source: 'user',
    meaning: 'The run whose accounts were to be adopted read something else than is needed now.',
    remedy: 'Choose the settings of that run, or leave out `--retry-failed`.',
    exitStatus: EXIT.usage,
  },
  PART_UNREADABLE: {
    source: 'user',
    meaning: 'What a run kept of an account is cut short or was changed.',
    remedy: 'Finish the run with `iam-users resume <runId>`, which reads the account again.',
    exitStatus: EXIT.failed,
  },
  RUN_FAILED: {
    source: 'user',
    meaning: 'No account could be read, so nothing was published.',
    remedy: 'See the errors of the accounts in the summary and in the manifest.',
    exitStatus: EXIT.failed,
  },
  RUN_PARTIAL: {
    source: 'user',
    meaning: 'The result is published, but accounts or facts are missing from it.',
    remedy: 'See the errors of the accounts in the summary and in the manifest.',
    exitStatus: EXIT.partial,
  },
  INTERRUPTED: {
    source: 'user',
    meaning: 'The run was stopped before it was finished.',
    remedy: 'Finish it with `iam-users resume <runId>`.',
    exitStatus: EXIT.interrupted,
  },
  INTERNAL: {
    source: 'internal',
    meaning: 'A mistake in this program.',
    remedy: 'Report it with the run id and the output of `--debug`.',
    exitStatus: EXIT.failed,
  },
  ROLE_NOT_ASSUMABLE: {
    source: 'user',
    meaning:
      'The role could not be assumed. AWS gives one answer for a missing role, a wrong external ' +
      'id and a trust policy that does not fit.',
    remedy: DOCTOR_HINT,
    exitStatus: null,
  },
  SESSION_EXPIRED: {
    source: 'aws',
    meaning: 'AWS no longer accepts the session of the assumed role, and renewing it did not help.',
    remedy: 'Check whether the sessions of the role have been revoked, then run again.',
    exitStatus: null,
  },
  STS_REGION_DISABLED: {
    source: 'user',
    meaning: 'AWS STS is switched off in this region for the account.',
    remedy: 'Choose a region that is enabled in every account with `--region`, such as us-east-1.',
    exitStatus: null,
  },
  ACCESS_DENIED: {
    source: 'user',
    meaning: 'The role may not call the operation.',
    remedy: 'Allow the action in the policy of the role.',
    exitStatus: null,
  },
  DENIED_BY_SERVICE_CONTROL_POLICY: {
    source: 'user',
    meaning: 'A service control policy of the organization forbids the operation.',
    remedy: 'Exempt the role in the service control policy; the policy of the role cannot help.',
    exitStatus: null,
  },
  THROTTLED: {
    source: 'aws',
    meaning: 'AWS kept refusing the call because of its rate, through every retry.',
    remedy: 'Run again with a lower `--concurrency`, or at a quieter time.',
    exitStatus: null,
  },
  AWS_UNAVAILABLE: {
    source: 'aws',
    meaning: 'AWS answered with a server error through every retry.',
    remedy: 'Run again later.',
    exitStatus: null,
  },
  CONNECTION_FAILED: {
    source: 'aws',
    meaning: 'The connection to AWS failed or timed out through every retry.',
    remedy: 'Check the network and run again.',
    exitStatus: null,
  },
  RESPONSE_INVALID: {
    source: 'aws',
    meaning: 'AWS answered with something that cannot be read.',
    remedy: 'Run again; report it with `--debug` if it stays.',
    exitStatus: null,
  },
  REQUEST_REJECTED: {
    source: 'aws',
    meaning: 'AWS rejected the request for a reason of its own.',
    remedy: 'See the message; run again.',
    exitStatus: null,
  },
  REPORT_NOT_READY: {
    source: 'aws',
    meaning: 'IAM had not finished the credential report when the wait was over.',
    remedy: 'Run again; the report is then usually ready.',
    exitStatus: null,
  },
  REPORT_UNREADABLE: {
    source: 'aws',
    meaning: 'The credential report has rows or columns that cannot be read.',
    remedy: 'Run again; report it with `--debug` if it stays.',
    exitStatus: null,
  },
  REPORT_USER_MISSING: {
    source: 'aws',
    meaning:
      'The credential report does not show a user under the name that the user has now. Only the ' +
      'report tells when a password was last changed.',
    remedy:
      'Run again when IAM renews the report, after four hours at most; the user was probably ' +
      'renamed since.',
    exitStatus: null,
  },
  REPORT_KEYS_INCOMPLETE: {
    source: 'aws',
    meaning: 'The credential report does not show every access key, so all keys are listed.',
    remedy:
      'Nothing: the account only costs more calls. Keys that could not be listed are unknown, and ' +
      'another error of the account says why.',
    exitStatus: null,
  },
  KNOWN_CREDENTIALS_WRONG: {
    source: 'user',
    meaning:
      'What earlier runs have kept of access keys or signing certificates does not agree with IAM, so ' +
      'all are listed again.',
    remedy:
      'Nothing: the account only cost more calls, and nothing of it is kept. If it comes back, find out ' +
      'who else writes to `known/` in the run store.',
    exitStatus: null,
  },
  USER_COUNT_MISMATCH: {
    source: 'aws',
    meaning: 'The number of users read differs from the number that IAM states.',
    remedy: 'Run again; users were probably created or deleted meanwhile.',
    exitStatus: null,
  },
  USER_NOT_FOUND: {
    source: 'aws',
    meaning: 'IAM lists the user and yet answers, twice, that there is no such user.',
    remedy: 'Run again: IAM takes a while to agree with itself about users changed just now.',
    exitStatus: null,
  },
  NOT_STARTED: {
    source: 'aws',
    meaning: 'The run ended before the account was reached.',
    remedy: 'Run again with more time or a higher `--concurrency`.',
    exitStatus: null,
  },
  NOT_FINISHED: {
    source: 'aws',
    meaning: 'The time of the function was over before the account was read.',
    remedy:
      'Put fewer accounts into a batch (`maxItemsPerBatch`), raise `CALLS_PER_SECOND` if AWS takes more, ' +
      'or choose fewer columns. What takes longer than a function may run, `iam-users collect ' +
      '--accounts` can read.',
    exitStatus: null,
  },
  ACCOUNT_NOT_USABLE: {
    source: 'user',
    meaning: 'The account is suspended, closed or not yet active, so it cannot be read.',
    remedy: 'Nothing, if that is as it should be.',
    exitStatus: null,
  },
  ACCOUNT_EXCLUDED: {
    source: 'user',
    meaning: 'The settings leave the account out.',
    remedy: 'Nothing, if that is as it should be.',
    exitStatus: null,
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

export interface CollectorErrorOptions {
  /** Replaces the remedy of the table where more is known. */
  readonly remedy?: string;
  /** The AWS operation, such as `AssumeRole`. */
  readonly operation?: string;
  readonly cause?: unknown;
}

/**
 * Every error of this program. The code says what happened, the message what was expected and
 * found, the remedy what to do.
 */
export class CollectorError extends Error {
  override readonly name = 'CollectorError';
  readonly code: ErrorCode;
  readonly remedy: string;
  readonly operation: string | null;

  constructor(code: ErrorCode, message: string, options: CollectorErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.remedy = options.remedy ?? ERRORS[code].remedy;
    this.operation = options.operation ?? null;
  }

  /** Wraps whatever was thrown; what is not ours is a mistake of this program. */
  static from(thrown: unknown): CollectorError {
    if (thrown instanceof CollectorError) return thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new CollectorError('INTERNAL', message, { cause: thrown });
  }
}

/** The exit status of a command that this error ends. */
export function exitStatusOf(error: CollectorError): ExitStatus {
  return ERRORS[error.code].exitStatus ?? EXIT.failed;
}

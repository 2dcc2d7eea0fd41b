import type { ErrorCode } from './errors.ts';
import type { AccountOutcome } from './model/part.ts';
import type { Throttling } from './ports.ts';

/** What a run says while it works. The command line draws it, the Lambda function logs it. */
export type Message =
  | {
      readonly type: 'run-started';
      readonly runId: string;
      /** The earlier run whose accounts are adopted; `null`: there is none. */
      readonly parentRunId: string | null;
      readonly callerArn: string;
      /** Accounts to read. */
      readonly accounts: number;
      readonly skipped: number;
      /** Accounts done in an earlier attempt at the same run. */
      readonly alreadyDone: number;
      /** Accounts that stay as the parent run has read them. */
      readonly adopted: number;
    }
  | { readonly type: 'account-started'; readonly accountId: string }
  | {
      readonly type: 'account-finished';
      readonly accountName: string | null;
      readonly outcome: AccountOutcome;
    }
  /** Not every time: now and then, with what it has come to so far. */
  | ({ readonly type: 'throttled' } & Throttling)
  | { readonly type: 'publishing'; readonly location: string }
  | { readonly type: 'warning'; readonly code: ErrorCode; readonly text: string };

/** Takes every message of a run. Never throws. */
export type Reporter = (message: Message) => void;

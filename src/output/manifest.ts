import type { Freshness } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import type { AccountOutcome, Problem } from '../model/part.ts';
import type { FormatName } from '../model/result-form.ts';

/** `COMPLETE`: no account partial or failed. `FAILED`: nothing collected, no data file. */
export type RunStatus = 'COMPLETE' | 'PARTIAL' | 'FAILED';

/** The proof that goes with the data: what was read, what was not, and why. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly runId: string;
  readonly parentRunId: string | null;
  readonly organizationId: string | null;
  readonly status: RunStatus;
  readonly freshness: Freshness;
  readonly startedAt: Instant;
  readonly collectedAt: Instant;
  readonly finishedAt: Instant;
  readonly columns: readonly string[];
  readonly coverage: Coverage;
  readonly users: number;
  /** Of these users; `null`: not known of every user of every account. */
  readonly accessKeys: number | null;
  readonly files: readonly PublishedFile[];
  /** Every planned account, sorted by id. */
  readonly accounts: readonly ManifestAccount[];
}

/** Numbers of accounts. planned = collected + partial + failed + skipped. */
export interface Coverage {
  readonly planned: number;
  readonly collected: number;
  readonly partial: number;
  readonly failed: number;
  readonly skipped: number;
  /** 100 · (collected + partial) / (planned − skipped), rounded down to two decimals. */
  readonly percent: number;
}

export interface PublishedFile {
  /** Name below the target. */
  readonly key: string;
  readonly format: FormatName;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ManifestAccount
  extends Omit<
    AccountOutcome,
    'accountAlias' | 'credentialReportTime' | 'errors' | 'unknownFacts'
  > {
  readonly accountName: string | null;
  /** `"unknown"` if it could not be read; `null` if the account has none. */
  readonly accountAlias: string | null;
  readonly organizationalUnitPath: string | null;
  /** `null`: no credential report was read, be it that none was asked for. */
  readonly credentialReportTime: Instant | null;
  readonly unknownFacts: readonly string[];
  readonly errors: readonly Problem[];
}

/** `latest.json`: points to the newest snapshot that is good enough to build on. */
export interface LatestPointer {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly status: RunStatus;
  readonly coverage: Coverage;
  readonly collectedAt: Instant;
  /** Name of the manifest below the target. */
  readonly manifest: string;
  readonly files: readonly PublishedFile[];
}

import type { Freshness } from '../model/facts.ts';
import type { Formats, RowForm } from '../model/result-form.ts';

/** Everything that can be set, validated. Flags win over the environment, it over the file. */
export interface Settings {
  /** The accounts to read; `null`: those of the organization. */
  readonly accounts: readonly string[] | null;
  readonly organizationalUnits: readonly string[];
  readonly excludeOrganizationalUnits: readonly string[];
  readonly excludeAccounts: readonly string[];
  readonly organizationId: string | null;
  readonly roleName: string;
  readonly externalId: string | null;
  readonly target: Place;
  /** `null`: `_iam-users` below the target. */
  readonly runStore: Place | null;
  readonly freshness: Freshness;
  readonly columns: readonly string[];
  readonly rowForm: RowForm;
  readonly formats: Formats;
  readonly rawCells: boolean;
  readonly concurrency: number;
  /** Calls of IAM that are never exceeded, of all functions of a run together; `null`: no limit is set. */
  readonly callsPerSecond: number | null;
  /** The run whose good accounts are adopted; `null`: none. */
  readonly retryFailed: string | null;
  /** Whether access keys and certificates that earlier runs know are not listed again. */
  readonly reuse: boolean;
  readonly minCoverage: number;
  readonly bucketOwner: string | null;
  readonly kmsKeyId: string | null;
  readonly profile: string | null;
  /** Whether the profile was named to this program, and not by `AWS_PROFILE` for every program. */
  readonly isProfileChosen: boolean;
  readonly region: string | null;
}

/** Where objects are kept. */
export type Place =
  | { readonly kind: 'directory'; readonly path: string }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      /** Without a slash at either end; empty for the root of the bucket. */
      readonly prefix: string;
    };

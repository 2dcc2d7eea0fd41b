import type { Manifest } from '../output/manifest.ts';

/** What a run came to. `FAILED` runs resolve too: the manifest says why each account failed. */
export interface RunResult {
  readonly manifest: Manifest;
  /** Name of the manifest below the target. */
  readonly manifestName: string;
  /** `s3://bucket/prefix` or the absolute path of the directory. */
  readonly targetLocation: string;
  /** Whether `latest.json` now points to this run. */
  readonly latestMoved: boolean;
  /** Why it does not, in one sentence; `null` if it does. */
  readonly latestReason: string | null;
}

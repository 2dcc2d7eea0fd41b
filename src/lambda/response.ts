import type { RunResult } from '../collect/run.ts';
import { actionsToAdd } from '../output/actions-to-add.ts';
import { type Cause, groupByCause } from '../output/causes.ts';
import type { Manifest, ManifestAccount } from '../output/manifest.ts';

/** What the function answers. `body` is JSON text, as the answers of HTTP integrations are. */
export interface CollectResponse {
  /** 200: every account was read in full. 207: published, but accounts or facts are missing. */
  readonly statusCode: 200 | 207;
  readonly body: string;
}

/**
 * An answer of an asynchronous invocation that goes to a destination has at most 1 MB (AWS Lambda
 * quotas), so its lists are cut short; the manifest has all of them.
 */
const MAX_ACCOUNTS_PER_LIST = 1_000;
const MAX_CAUSES = 20;

/** The answer for a run that has published something. */
export function toResponse(result: RunResult): CollectResponse {
  const { manifest } = result;
  return {
    statusCode: manifest.status === 'COMPLETE' ? 200 : 207,
    body: JSON.stringify({
      message: sentenceFor(manifest),
      runId: manifest.runId,
      status: manifest.status,
      coverage: manifest.coverage,
      users: manifest.users,
      accessKeys: manifest.accessKeys,
      location: result.targetLocation,
      files: manifest.files.map((file) => file.key),
      manifest: result.manifestName,
      latestMoved: result.latestMoved,
      latestReason: result.latestReason,
      ...causesOf(manifest.accounts),
      ...missingActions(manifest),
      ...retryOf(result),
    }),
  };
}

/** The event that reads again what is missing and keeps the rest; absent if there is no need or way. */
function retryOf({ manifest, isKept }: RunResult) {
  return manifest.status === 'PARTIAL' && isKept
    ? { retryEvent: { retryFailed: manifest.runId } }
    : {};
}

/** Absent if there are none. */
function missingActions(manifest: Manifest): { readonly actionsToAdd?: readonly string[] } {
  const { actions } = actionsToAdd(manifest);
  return actions.length === 0 ? {} : { actionsToAdd: actions };
}

export interface ShownCauses {
  readonly errors: readonly ShownCause[];
  /** Causes beyond those shown; absent if there are none. */
  readonly moreErrors?: number;
}

interface ShownCause extends Omit<Cause, 'accounts'> {
  /** Account ids. */
  readonly accounts: readonly string[];
  readonly moreAccounts?: number;
}

/** The most frequent causes, each with its accounts. */
export function causesOf(
  accounts: readonly ManifestAccount[],
  maxAccounts = MAX_ACCOUNTS_PER_LIST,
): ShownCauses {
  const causes = groupByCause(accounts.filter(({ outcome }) => outcome !== 'skipped'));
  const errors = causes.slice(0, MAX_CAUSES).map((cause) => {
    const shown = cause.accounts.slice(0, maxAccounts).map(({ accountId }) => accountId);
    const more = cause.accounts.length - shown.length;
    return { ...cause, accounts: shown, ...(more > 0 && { moreAccounts: more }) };
  });
  const more = causes.length - errors.length;
  return { errors, ...(more > 0 && { moreErrors: more }) };
}

/** The words of the Lambda function that this one replaces: programs look for them. */
function sentenceFor({ accounts }: Manifest): string {
  const read = accounts.filter(({ outcome }) => outcome === 'collected' || outcome === 'partial');
  const failed = accounts.filter(({ outcome }) => outcome === 'failed');
  return (
    `Successfully processed accounts: ${pythonList(read)} ` +
    `Failed to process accounts: ${pythonList(failed)}`
  );
}

function pythonList(accounts: readonly ManifestAccount[]): string {
  const shown = accounts.slice(0, MAX_ACCOUNTS_PER_LIST).map(({ accountId }) => `'${accountId}'`);
  const more = accounts.length - shown.length;
  return `[${shown.join(', ')}${more > 0 ? `, … ${more} more` : ''}]`;
}

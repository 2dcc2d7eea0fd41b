import { CollectorError } from '../errors.ts';
import type { Instant } from '../model/instant.ts';
import {
  contradicts,
  KNOWN_KINDS,
  type KnownAccount,
  type KnownCredential,
  type KnownKind,
  type KnownList,
  type KnownSlot,
  type KnownUser,
  recallSlots,
} from '../model/known-credentials.ts';
import type { ReportRow } from '../model/report-row.ts';
import type { User } from '../model/user.ts';
import { type AuditCandidate, chooseAudit } from './known-audit.ts';
import type { ProblemLog } from './problem-log.ts';

/** What decides whether credentials of an account have to be listed. */
export interface KnownCredentialsInput {
  readonly runId: string;
  readonly collectedAt: Instant;
  /** What the run lists where it has to. */
  readonly kinds: ReadonlySet<KnownKind>;
  readonly log: ProblemLog;
  /** What earlier runs have left; `null`: nothing, or it is not to be used. */
  readonly before: KnownAccount | null;
  readonly accountId: string;
  readonly generatedAt: Instant;
  /** The rows of the users who are in the report, by user id. */
  readonly rows: ReadonlyMap<string, ReportRow>;
  /** Whether the report says that it does not show everything. */
  readonly isReportShort: boolean;
}

/**
 * The access keys and signing certificates of one account that earlier runs have listed, and what
 * this run lists. Some users are listed again though they are known. If any list shows that
 * something known is wrong, nothing that is known of the account is used any more.
 */
export class KnownCredentials {
  readonly #input: KnownCredentialsInput;
  readonly #audit: ReadonlySet<string>;
  readonly #recalled = new Set<string>();
  readonly #learnt = new Map<string, KnownList>();
  #isTrusted: boolean;
  #isRefuted = false;
  #reportHidKeys: boolean;

  constructor(input: KnownCredentialsInput) {
    const { before, isReportShort, kinds } = input;
    this.#input = input;
    this.#isTrusted = before !== null && !before.reportHidKeys && !isReportShort;
    // Only a run that lists keys can find out that the report shows all of them.
    this.#reportHidKeys = before?.reportHidKeys === true && !kinds.has('accessKeys');
    this.#audit = chooseAudit(this.#candidates(), input);
  }

  /** Whether a list has shown that something known is wrong. */
  get isRefuted(): boolean {
    return this.#isRefuted;
  }

  /** What a list would show of the user; `null` if it has to be made. */
  recall(
    kind: KnownKind,
    userId: string,
    slots: readonly KnownSlot[],
  ): readonly KnownCredential[] | null {
    if (!this.#isTrusted || this.#audit.has(keyOf(kind, userId))) return null;
    const recalled = recallSlots(this.#before(kind, userId), slots, this.#input.generatedAt);
    if (recalled !== null) this.#recalled.add(keyOf(kind, userId));
    return recalled;
  }

  /** Takes in what was listed. */
  learn(kind: KnownKind, userId: string, credentials: readonly KnownCredential[]): void {
    const { generatedAt: asOf, collectedAt: listedAt, log } = this.#input;
    const before = this.#before(kind, userId);
    if (before !== null && contradicts(before, credentials)) {
      this.#isRefuted = true;
      this.distrust();
      log.record(wrong(kind, userId));
    }
    this.#recalled.delete(keyOf(kind, userId));
    this.#learnt.set(keyOf(kind, userId), { asOf, listedAt, credentials });
  }

  /** Drops what was listed of a user, because it may be that of another. */
  forget(userId: string): void {
    for (const kind of KNOWN_KINDS) this.#learnt.delete(keyOf(kind, userId));
  }

  /** Whether what the run has of the user was not listed in it. */
  wasRecalled(kind: KnownKind, userId: string): boolean {
    return this.#recalled.has(keyOf(kind, userId));
  }

  /** From now on nothing is recalled. */
  distrust(): void {
    this.#isTrusted = false;
  }

  /** Has later runs list every key, until one of them finds that the report shows all. */
  noteHiddenKeys(): void {
    this.#reportHidKeys = true;
  }

  /** What later runs may use; `null` if there is nothing to say. */
  toAccount(users: readonly User[]): KnownAccount | null {
    const { accountId, before } = this.#input;
    const known = new Map<string, KnownUser>();
    for (const user of users) {
      const accessKeys = this.#latest('accessKeys', user);
      const signingCertificates = this.#latest('signingCertificates', user);
      if (accessKeys === null && signingCertificates === null) continue;
      known.set(user.userId, { accessKeys, signingCertificates });
    }
    const reportHidKeys = this.#reportHidKeys;
    const isNothing = known.size === 0 && !reportHidKeys && before === null;
    return isNothing ? null : { accountId, reportHidKeys, users: known };
  }

  /** Whom nothing but the audit would make the run list. */
  #candidates(): readonly AuditCandidate[] {
    if (!this.#isTrusted) return [];
    const { rows, kinds, generatedAt } = this.#input;
    return [...rows].flatMap(([userId, row]) =>
      [...kinds].flatMap((kind) => {
        const known = this.#before(kind, userId);
        if (known === null || !recallSlots(known, slotsOf(row, kind), generatedAt)) return [];
        return { key: keyOf(kind, userId), listedAt: known.listedAt };
      }),
    );
  }

  #before(kind: KnownKind, userId: string): KnownList | null {
    return this.#input.before?.users.get(userId)?.[kind] ?? null;
  }

  #latest(kind: KnownKind, { userId }: User): KnownList | null {
    const learnt = this.#learnt.get(keyOf(kind, userId));
    return learnt ?? (this.#isRefuted ? null : this.#before(kind, userId));
  }
}

/** The slots of a user's row of the report. */
export function slotsOf(row: ReportRow, kind: KnownKind): readonly KnownSlot[] {
  if (kind === 'accessKeys') return row.keySlots;
  return row.certificateSlots.map(({ active, uploadedAt: createdAt }) => ({ active, createdAt }));
}

function keyOf(kind: KnownKind, userId: string): string {
  return `${kind} ${userId}`;
}

const OPERATIONS: Readonly<Record<KnownKind, string>> = {
  accessKeys: 'ListAccessKeys',
  signingCertificates: 'ListSigningCertificates',
};

function wrong(kind: KnownKind, userId: string): CollectorError {
  const operation = OPERATIONS[kind];
  return new CollectorError(
    'KNOWN_CREDENTIALS_WRONG',
    `expected ${operation} to agree with what earlier runs have kept of the user ${userId}, found something that they should know`,
    { operation },
  );
}

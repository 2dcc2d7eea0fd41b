import type { ListedAccessKey } from '../model/join-access-keys.ts';
import { isUnknown, type Knowable, mapKnown } from '../model/knowable.ts';
import type { KnownCredential, KnownKind } from '../model/known-credentials.ts';
import type { ReportRow } from '../model/report-row.ts';
import type { SigningCertificate } from '../model/user.ts';
import { slotsOf } from './known-credentials.ts';
import type { CompletionContext, UserCalls } from './user-calls.ts';

/**
 * The access keys of a user as ListAccessKeys shows them, be it that it showed them to an earlier run
 * and the report's row says that nothing has changed since.
 */
export function listAccessKeys(
  row: ReportRow | null,
  calls: UserCalls,
  context: CompletionContext,
): Promise<Knowable<readonly ListedAccessKey[]>> {
  const list = () => calls.ask(context.reader.listAccessKeys);
  return recallOrList({ kind: 'accessKeys', row, calls, list }, context);
}

/** The signing certificates of a user, in the same way. */
export async function listSigningCertificates(
  row: ReportRow | null,
  calls: UserCalls,
  context: CompletionContext,
): Promise<Knowable<readonly SigningCertificate[]>> {
  const list = async () =>
    mapKnown(await calls.ask(context.reader.listSigningCertificates), (certificates) =>
      certificates.map(({ id, status, uploadedAt: createdAt }) => ({ id, status, createdAt })),
    );
  const known = await recallOrList({ kind: 'signingCertificates', row, calls, list }, context);
  return mapKnown(known, (certificates) =>
    certificates.map(({ id, status, createdAt: uploadedAt }) => ({ id, status, uploadedAt })),
  );
}

interface Lookup {
  readonly kind: KnownKind;
  readonly row: ReportRow | null;
  readonly calls: UserCalls;
  readonly list: () => Promise<Knowable<readonly KnownCredential[]>>;
}

async function recallOrList(
  { kind, row, calls: { userId }, list }: Lookup,
  { known }: CompletionContext,
): Promise<Knowable<readonly KnownCredential[]>> {
  const recalled = row && known?.recall(kind, userId, slotsOf(row, kind));
  if (recalled) return recalled;
  const listed = await list();
  if (!isUnknown(listed)) known?.learn(kind, userId, listed);
  return listed;
}

import type { Column, RowAccount, RowContext } from '../columns/column.ts';
import { factsFor } from '../columns/select.ts';
import { accessKeysOf } from '../columns/values.ts';
import type { Instant } from '../model/instant.ts';
import { isUnknown, type Knowable } from '../model/knowable.ts';
import type { Part } from '../model/part.ts';
import type { RowForm } from '../model/result-form.ts';
import { compareText } from '../model/text-order.ts';
import type { AccessKey, User } from '../model/user.ts';

/** What the data files of a run have in common, whatever their format. */
export interface FileShape {
  readonly columns: readonly Column[];
  /** The instant from which ages are computed. */
  readonly collectedAt: Instant;
  readonly rowForm: RowForm;
  /** Leaves cells that a spreadsheet takes for a formula as they are; of CSV only. */
  readonly rawCells: boolean;
}

/** What the plan knows of an account and its part does not. */
export type AccountLabels = Pick<RowAccount, 'accountName' | 'organizationalUnitPath'> & {
  readonly organizationalUnitNames?: readonly string[];
};

/** One row, in whatever format it is written. */
export interface Row extends RowContext {
  /** Those that the columns of access keys show, in their order. */
  readonly accessKeys: Knowable<readonly AccessKey[]>;
}

/**
 * The rows of one account: one for each user, by the UTF-8 bytes of the names, or one for each
 * access key of each user.
 */
export function rowsOf(part: Part, labels: AccountLabels, shape: FileShape): readonly Row[] {
  const { columns, collectedAt, rowForm } = shape;
  const account = toRowAccount(part, labels);
  const facts = factsFor(columns);
  return part.users
    .toSorted((left, right) => compareText(left.userName, right.userName))
    .flatMap((user) =>
      keysByRow(user, rowForm).map((accessKeys) => {
        return { account, user, collectedAt, facts, accessKeys };
      }),
    );
}

function toRowAccount(
  { outcome: { accountId, accountAlias, credentialReportTime } }: Part,
  { accountName, organizationalUnitPath, organizationalUnitNames }: AccountLabels,
): RowAccount {
  return {
    accountId,
    accountName,
    organizationalUnitPath,
    organizationalUnitNames: organizationalUnitNames ?? null,
    accountAlias,
    credentialReportTime,
  };
}

/** A user without keys, and one whose keys are unknown, keeps one row. */
function keysByRow(user: User, rowForm: RowForm): readonly Row['accessKeys'][] {
  const keys = accessKeysOf(user);
  if (rowForm === 'user' || isUnknown(keys) || keys.length === 0) return [keys];
  return keys.map((key) => [key]);
}

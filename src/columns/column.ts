import type { OrganizationNeed } from '../model/account.ts';
import type { FactName } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import type { Knowable } from '../model/knowable.ts';
import type { AccessKey, User } from '../model/user.ts';
import type { Json } from './json.ts';

/** The kinds of cells, and the values they hold. `null`: there is none. */
export interface CellValues {
  readonly text: string | null;
  readonly instant: Instant | null;
  readonly days: number | null;
  readonly boolean: boolean;
  readonly json: Json;
}

export type CellType = keyof CellValues;

/** One column. The file, the reference page and the facts that a run asks for derive from these. */
export type Column = UserColumn<CellType> | AccessKeyColumn<CellType>;

/** A column with one value for a user. */
export interface UserColumn<Type extends CellType> extends ColumnDescription<Type> {
  readonly per: 'user';
  value(context: RowContext): Knowable<CellValues[Type]>;
}

/** A column with one value for each access key of a user. */
export interface AccessKeyColumn<Type extends CellType> extends ColumnDescription<Type> {
  readonly per: 'access key';
  value(key: AccessKey, context: RowContext): Knowable<CellValues[Type]>;
}

interface ColumnDescription<Type extends CellType> {
  /** The header. Part of the contract with readers of the file: never renamed. */
  readonly name: string;
  /** What the value is, with its unit, and what an empty cell means. One sentence. */
  readonly description: string;
  /** Where the value comes from. */
  readonly source: string;
  /** What has to be known for it. */
  readonly facts: readonly FactName[];
  /**
   * What has to be known of where the account is.
   *
   * @defaultValue `nothing`
   */
  readonly organization?: OrganizationNeed;
  readonly type: Type;
}

/** What the values of one row are computed from. */
export interface RowContext {
  readonly account: RowAccount;
  readonly user: User;
  /** The one instant from which every age of a run is computed. */
  readonly collectedAt: Instant;
  /** What the columns of the file need. */
  readonly facts: ReadonlySet<FactName>;
}

export interface RowAccount {
  readonly accountId: string;
  readonly accountName: string | null;
  readonly organizationalUnitPath: string | null;
  readonly organizationalUnitNames: readonly string[] | null;
  readonly accountAlias: Knowable<string | null>;
  /** `null`: no credential report was asked for. */
  readonly credentialReportTime: Knowable<Instant | null>;
}

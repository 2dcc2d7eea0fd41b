import { parseArn } from './arn.ts';
import type { Instant } from './instant.ts';

/**
 * What a cell says that has nothing to give: no such thing, a password that was never used, not
 * offered for the root user.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
const NO_SUCH_THING = 'N/A';
const NEVER_USED = 'no_information';
const NOT_SUPPORTED = 'not_supported';

/** Whether a cell has one of the forms that are known for its column. Unknown is not no. */
export type CellForm = (cell: string) => boolean;

/** Anything but nothing. */
export function isText(cell: string): boolean {
  return cell !== '';
}

/** An ARN, and not the remains of one. */
export function isArn(cell: string): boolean {
  return parseArn(cell) !== null;
}

/** `true` and `false`: documentation has them in upper case, the live service in lower case. */
export function isBoolean(cell: string): boolean {
  const lower = cell.toLowerCase();
  return lower === 'true' || lower === 'false';
}

/** A date that exists. */
export function isInstant(cell: string): boolean {
  if (!INSTANT.test(cell)) return false;
  return cell.slice(8, 10) <= '28' || isDayOfMonth(cell.slice(0, 10));
}

/** When something came to be, if there is such a thing. */
export function isCreation(cell: string): boolean {
  return cell === NO_SUCH_THING || isInstant(cell);
}

/** When something was last used, if ever. */
export function isLastUse(cell: string): boolean {
  return cell === NEVER_USED || isCreation(cell);
}

/** The root user's cells may also say that there is nothing to say. */
export function orNotSupported(form: CellForm): CellForm {
  return (cell) => cell === NOT_SUPPORTED || cell === NO_SUCH_THING || form(cell);
}

/** Of a cell that passed `isBoolean`. */
export function toBoolean(cell: string): boolean {
  return cell.toLowerCase() === 'true';
}

/** Of a cell that passed `isInstant`. */
export function toInstantOfCell(cell: string): Instant {
  return `${cell.slice(0, 19)}Z`;
}

/** Of a cell that passed one of the forms of a date; `null` for the words. */
export function toInstantOrNull(cell: string): Instant | null {
  return isWord(cell) ? null : toInstantOfCell(cell);
}

/** Of any cell; `null` for the words. */
export function toTextOrNull(cell: string): string | null {
  return isWord(cell) ? null : cell;
}

function isWord(cell: string): boolean {
  return cell === NO_SUCH_THING || cell === NEVER_USED || cell === NOT_SUPPORTED;
}

/** The live service writes `Z`; reports of earlier years have `+00:00`. Always UTC, whole seconds. */
const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|\+00:00)$/;

/** JavaScript rolls the 30th of February over into March. */
function isDayOfMonth(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

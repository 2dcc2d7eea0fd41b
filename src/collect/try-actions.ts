import { parseCredentialReport } from '../model/credential-report.ts';
import { isUnknown } from '../model/knowable.ts';
import { type Need, neededActions } from '../model/permissions.ts';
import type { IamReader } from '../ports.ts';
import { ACCOUNT_TRIALS, NOBODY, USER_TRIALS } from './action-trials.ts';
import { orEmpty, type TrialLog } from './trial-log.ts';

/** Users whose access keys are listed, at most, to find one whose last use can be asked for. */
const USERS_ASKED_FOR_KEYS = 5;

/**
 * Tries each action of the need once in an account that is open, what does not depend on each
 * other side by side. Where the bulk list of users is refused, also the actions that stand in for it.
 *
 * @returns Whether IAM began a credential report for it, because there was none.
 */
export async function tryActions(
  reader: IamReader,
  need: Need,
  log: TrialLog,
): Promise<{ readonly hasBegunReport: boolean }> {
  const actions = new Set(neededActions(need));
  const [names, report] = await Promise.all([
    tryUserLists(reader, log),
    actions.has(GET_REPORT) ? tryReport(reader, log) : NO_REPORT,
    ...trialsIn(ACCOUNT_TRIALS, actions).map(([action, call]) =>
      log.attempt(action, () => call(reader)),
    ),
  ]);
  for (const action of log.refusals.has(DETAILS) ? INSTEAD_OF_DETAILS : []) actions.add(action);
  const userNames = [...report.usersWithKeys, ...names];
  const [userName = NOBODY] = userNames;
  await Promise.all([
    actions.has(LIST_KEYS) ? tryKeys(reader, { actions, userNames }, log) : null,
    ...trialsIn(USER_TRIALS, actions).map(([action, call]) =>
      log.attempt(action, () => call(reader, userName)),
    ),
  ]);
  return report;
}

const DETAILS = 'iam:GetAccountAuthorizationDetails';
const INSTEAD_OF_DETAILS = ['iam:ListGroupsForUser', 'iam:ListUserTags'] as const;
const GENERATE_REPORT = 'iam:GenerateCredentialReport';
const GET_REPORT = 'iam:GetCredentialReport';
const LIST_KEYS = 'iam:ListAccessKeys';
const LAST_USED = 'iam:GetAccessKeyLastUsed';

/** The names of a few users. Both lists are needed whatever is asked for. */
async function tryUserLists(reader: IamReader, log: TrialLog): Promise<readonly string[]> {
  const [details, listed] = await Promise.all([
    log.attempt(DETAILS, () => reader.listUserDetails()),
    log.attempt('iam:ListUsers', () => reader.listUsers()),
  ]);
  const users = [...orEmpty(listed), ...orEmpty(details)];
  return [...new Set(users.map(({ userName }) => userName))];
}

interface ReportTrial {
  readonly hasBegunReport: boolean;
  readonly usersWithKeys: readonly string[];
}

const NO_REPORT: ReportTrial = { hasBegunReport: false, usersWithKeys: [] };

/**
 * Asks for the report that is there before asking for one: where there is one, none is begun. That
 * there is none, or none yet, is an answer that only who is allowed to get it is given.
 */
async function tryReport(reader: IamReader, log: TrialLog): Promise<ReportTrial> {
  const usersWithKeys = await log.attempt(GET_REPORT, async () => {
    const answer = await reader.getCredentialReport();
    if (answer.state !== 'READY') return [];
    const rows = [...parseCredentialReport(answer.content).users.values()];
    return rows.filter(({ keySlots }) => keySlots.length > 0).map(({ userName }) => userName);
  });
  const state = await log.attempt(GENERATE_REPORT, () => reader.generateCredentialReport());
  return { hasBegunReport: state === 'STARTED', usersWithKeys: orEmpty(usersWithKeys) };
}

interface KeyTrial {
  readonly actions: ReadonlySet<string>;
  /** Users with keys before others. */
  readonly userNames: readonly string[];
}

/**
 * The last use of a key takes the id of one: of an id that nobody has AWS says that access is denied,
 * which would prove nothing.
 */
async function tryKeys(
  reader: IamReader,
  { actions, userNames }: KeyTrial,
  log: TrialLog,
): Promise<void> {
  const asked = userNames.length === 0 ? [NOBODY] : userNames.slice(0, USERS_ASKED_FOR_KEYS);
  let keyId: string | null = null;
  for (const userName of asked) {
    const keys = await log.attempt(LIST_KEYS, () => reader.listAccessKeys(userName));
    if (isUnknown(keys)) break;
    keyId = keys?.[0]?.id ?? null;
    if (keyId !== null) break;
  }
  if (!actions.has(LAST_USED)) return;
  const id = keyId;
  if (id !== null) await log.attempt(LAST_USED, () => reader.getAccessKeyLastUsed(id));
  else if (log.refusals.has(LIST_KEYS)) log.leaveOut(LAST_USED, 'access keys cannot be listed');
  else log.leaveOut(LAST_USED, 'no access key was found to ask about');
}

function trialsIn<T>(
  trials: Readonly<Record<string, T>>,
  actions: ReadonlySet<string>,
): readonly (readonly [string, T])[] {
  return Object.entries(trials).filter(([action]) => actions.has(action));
}

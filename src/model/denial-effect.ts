import { type FactName, type PublishedFact, publishedFacts } from './facts.ts';
import { ACTIONS, type Need } from './permissions.ts';

/** What a run makes of an account in which actions are refused. */
export interface DenialEffect {
  /** Whether it cannot tell who the users are. */
  readonly isFatal: boolean;
  /** What it cannot know of some user at least; empty: other calls stand in. */
  readonly lostFacts: readonly PublishedFact[];
}

/**
 * What one refused action costs.
 *
 * @param action - One that the need asks for, such as `iam:ListUsers`.
 * @param refused - Every action that is refused in the account, those that stand in for others too.
 */
export function denialEffect(
  action: string,
  refused: ReadonlySet<string>,
  need: Need,
): DenialEffect {
  const isFatal = USER_LISTS.has(action) && [...USER_LISTS].every((list) => refused.has(list));
  const lost = REPORT_ACTIONS.has(action)
    ? [...need.facts].filter((fact) => ONLY_IN_REPORT.has(fact))
    : factsBehind(action, need).filter((fact) => !hasReplacement(fact, refused, need));
  return { isFatal, lostFacts: publishedFacts(lost) };
}

/** Either tells who the users are. */
const USER_LISTS: ReadonlySet<string> = new Set([
  'iam:GetAccountAuthorizationDetails',
  'iam:ListUsers',
]);

const REPORT_ACTIONS: ReadonlySet<string> = new Set([
  'iam:GenerateCredentialReport',
  'iam:GetCredentialReport',
]);

/** Whatever else the report tells, calls about single users tell too. */
const ONLY_IN_REPORT: ReadonlySet<FactName> = new Set([
  'passwordAge',
  'passwordDates',
  'credentialReportTime',
]);

function factsBehind(action: string, { facts, freshness }: Need): readonly FactName[] {
  return [...facts].filter((fact) => {
    const { primary, newerUsers } = ACTIONS[freshness][fact];
    return primary.includes(action) || newerUsers.includes(action);
  });
}

/** Who the users are is told by one list as well as by the other. */
function hasReplacement(
  fact: FactName,
  refused: ReadonlySet<string>,
  { freshness }: Need,
): boolean {
  if (fact === 'identity') return true;
  const { fallback } = ACTIONS[freshness][fact];
  return fallback.length > 0 && fallback.every((action) => !refused.has(action));
}

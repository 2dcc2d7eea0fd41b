import type { CollectorError } from '../errors.ts';
import { type DenialEffect, denialEffect } from '../model/denial-effect.ts';
import { publishedFacts } from '../model/facts.ts';
import { type Need, neededActions } from '../model/permissions.ts';
import type { Effect, Finding } from '../output/diagnosis.ts';

/**
 * What the refusals of an account come to: those of one kind and one effect are one finding, so
 * that a role without its policy is one entry and not a dozen. Of actions that only stand in for
 * refused ones nothing is said, they decide about the effect.
 *
 * @param principal - Who has to be allowed, such as "the role `reader`".
 */
export function denialFindings(
  refusals: ReadonlyMap<string, CollectorError>,
  need: Need,
  principal: string,
): readonly Finding[] {
  const refused = new Set(refusals.keys());
  const groups = new Map<string, Refusal[]>();
  for (const action of neededActions(need)) {
    const error = refusals.get(action);
    if (error === undefined) continue;
    const denial = denialEffect(action, refused, need);
    const effect = effectOf(denial);
    const key = [error.code, kindOf(error), effect].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), { action, error, effect, denial }]);
  }
  return [...groups.values()].flatMap((group) => toFinding(group, principal));
}

interface Refusal {
  readonly action: string;
  readonly error: CollectorError;
  readonly effect: Effect;
  readonly denial: DenialEffect;
}

function effectOf({ isFatal, lostFacts }: DenialEffect): Effect {
  if (isFatal) return 'ACCOUNT_FAILS';
  return lostFacts.length > 0 ? 'FACTS_UNKNOWN' : 'NONE';
}

type DenialKind = 'nothing allows it' | 'explicit deny' | 'permissions boundary' | 'other';

/** AWS says in the message which kind of policy refused, and whether by a deny. */
function kindOf({ code, message }: CollectorError): DenialKind {
  if (code !== 'ACCESS_DENIED') return 'other';
  if (/explicit deny/i.test(message)) return 'explicit deny';
  return /permissions boundary/i.test(message) ? 'permissions boundary' : 'nothing allows it';
}

function toFinding(group: readonly Refusal[], principal: string): readonly Finding[] {
  const [first] = group;
  if (first === undefined) return [];
  const actions = group.map(({ action }) => action);
  return [
    {
      code: first.error.code,
      operations: actions.map((action) => action.replace('iam:', '')),
      effect: first.effect,
      lostFacts: publishedFacts(group.flatMap(({ denial }) => denial.lostFacts)),
      message: first.error.message,
      remedy: remedyFor(first.error, actions, principal),
    },
  ];
}

function remedyFor(error: CollectorError, actions: readonly string[], principal: string): string {
  const listed = actions.join(', ');
  switch (kindOf(error)) {
    case 'nothing allows it':
      return `Allow ${listed} in the policy of ${principal}; \`iam-users policy member\` prints the whole policy.`;
    case 'explicit deny':
      return `Take ${listed} out of the Deny statement that applies to ${principal}: against a Deny, allowing does not help.`;
    case 'permissions boundary':
      return `Allow ${listed} in the permissions boundary of ${principal} too.`;
    case 'other':
      return error.remedy;
  }
}

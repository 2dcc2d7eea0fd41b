import { type Need, possibleActions } from '../model/permissions.ts';
import { type PolicyDocument, policyOf } from './document.ts';

/**
 * What a session of the role is narrowed to: every call that a run may make, those in place of
 * denied ones too. It grants nothing that the role has not.
 */
export function sessionPolicy(need: Need): PolicyDocument {
  return policyOf({ Effect: 'Allow', Action: possibleActions(need), Resource: '*' });
}

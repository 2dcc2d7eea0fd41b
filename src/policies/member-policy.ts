import { type Need, neededActions } from '../model/permissions.ts';
import { type PolicyDocument, policyOf } from './document.ts';

/**
 * What the role in every account has to be allowed: the calls that a run makes where all is well,
 * and none of those that it makes in place of denied ones.
 */
export function memberPolicy(need: Need): PolicyDocument {
  return policyOf({
    Sid: 'ReadUsers',
    Effect: 'Allow',
    Action: neededActions(need),
    Resource: '*',
  });
}

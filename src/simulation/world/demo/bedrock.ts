import { iamId } from '../identifiers.ts';
import { Random } from '../random.ts';
import { daysBefore } from '../timestamp.ts';
import type { User } from '../user.ts';
import { handMadeUser, type Place } from './user.ts';

/**
 * The users that the console makes for long-term API keys of Amazon Bedrock: no password, no access
 * key, but a credential that works.
 */
export function bedrockUsers(place: Place): readonly User[] {
  return ['a1b2', 'c3d4', 'e5f6'].map((suffix, number) => {
    const createdAt = daysBefore(place.now, 40 * (number + 1));
    return handMadeUser(place, {
      name: `BedrockAPIKey-${suffix}`,
      createdAt,
      attachedPolicies: [
        {
          name: 'AmazonBedrockLimitedAccess',
          arn: 'arn:aws:iam::aws:policy/AmazonBedrockLimitedAccess',
        },
      ],
      serviceSpecificCredentials: [
        {
          id: iamId(new Random(`demo/bedrock/${suffix}`), 'ACCA'),
          serviceName: 'bedrock.amazonaws.com',
          status: number === 2 ? 'Inactive' : 'Active',
          createdAt,
          expiresAt: number === 0 ? null : daysBefore(place.now, -30 * number),
          serviceUserName: null,
          alias: `BedrockAPIKey-${suffix}-at-${place.accountId}`,
        },
      ],
    });
  });
}

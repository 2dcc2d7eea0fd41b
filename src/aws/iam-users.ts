import {
  GetAccountAuthorizationDetailsCommand,
  ListGroupsForUserCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  type Tag as SdkTag,
  type UserDetail as SdkUserDetail,
} from '@aws-sdk/client-iam';
import { toInstant } from '../model/instant.ts';
import { compareText } from '../model/text-order.ts';
import type { Tag, UserPolicies } from '../model/user.ts';
import type { ListedUser, UserDetail, UserIdentity } from '../ports.ts';
import type { AccountSession } from './account-session.ts';
import { fetchList, orNone } from './iam-pages.ts';
import { required, requiredInstant } from './required.ts';

/**
 * Every user with its tags and groups, a thousand in one call.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function fetchUserDetails(session: AccountSession): Promise<readonly UserDetail[]> {
  const operation = 'GetAccountAuthorizationDetails';
  return fetchList(session, {
    operation,
    send: (client, paging, options) =>
      client.send(
        new GetAccountAuthorizationDetailsCommand({ Filter: ['User'], ...paging }),
        options,
      ),
    items: (answer) =>
      required(answer.UserDetailList, operation, 'UserDetailList').map((user) => ({
        ...toIdentity(user, operation),
        tags: toTags(required(user.Tags, operation, 'Tags'), operation),
        groups: required(user.GroupList, operation, 'GroupList').toSorted(compareText),
        policies: toPolicies(user, operation),
      })),
  });
}

/** Every user with the last use of the password, which no other list tells. */
export function fetchUsers(session: AccountSession): Promise<readonly ListedUser[]> {
  const operation = 'ListUsers';
  return fetchList(session, {
    operation,
    send: (client, paging, options) => client.send(new ListUsersCommand(paging), options),
    items: (answer) =>
      required(answer.Users, operation, 'Users').map((user) => ({
        ...toIdentity(user, operation),
        passwordLastUsedAt: user.PasswordLastUsed ? toInstant(user.PasswordLastUsed) : null,
      })),
  });
}

export function fetchTags(
  session: AccountSession,
  UserName: string,
): Promise<readonly Tag[] | null> {
  const operation = 'ListUserTags';
  return orNone(
    fetchList(session, {
      operation,
      send: (client, paging, options) =>
        client.send(new ListUserTagsCommand({ UserName, ...paging }), options),
      items: (answer) => toTags(required(answer.Tags, operation, 'Tags'), operation),
    }),
  );
}

export async function fetchGroupNames(
  session: AccountSession,
  UserName: string,
): Promise<readonly string[] | null> {
  const operation = 'ListGroupsForUser';
  const names = await orNone(
    fetchList(session, {
      operation,
      send: (client, paging, options) =>
        client.send(new ListGroupsForUserCommand({ UserName, ...paging }), options),
      items: (answer) =>
        required(answer.Groups, operation, 'Groups').map((group) =>
          required(group.GroupName, operation, 'GroupName'),
        ),
    }),
  );
  return names?.toSorted(compareText) ?? null;
}

/** A permissions boundary grants nothing, so it is not among the attached policies. */
function toPolicies(user: SdkUserDetail, operation: string): UserPolicies {
  const attached = (user.AttachedManagedPolicies ?? []).map(({ PolicyArn }) =>
    required(PolicyArn, operation, 'PolicyArn'),
  );
  const inline = (user.UserPolicyList ?? []).map(({ PolicyName }) =>
    required(PolicyName, operation, 'PolicyName'),
  );
  return {
    attached: attached.toSorted(compareText),
    inline: inline.toSorted(compareText),
    permissionsBoundary: user.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
  };
}

interface SdkUser {
  readonly UserId?: string | undefined;
  readonly UserName?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Path?: string | undefined;
  readonly CreateDate?: Date | undefined;
}

function toIdentity(user: SdkUser, operation: string): UserIdentity {
  return {
    userId: required(user.UserId, operation, 'UserId'),
    userName: required(user.UserName, operation, 'UserName'),
    arn: required(user.Arn, operation, 'Arn'),
    path: required(user.Path, operation, 'Path'),
    createdAt: requiredInstant(user.CreateDate, operation, 'CreateDate'),
  };
}

function toTags(tags: readonly SdkTag[], operation: string): readonly Tag[] {
  return tags
    .map(({ Key, Value }) => ({
      key: required(Key, operation, 'Key'),
      value: required(Value, operation, 'Value'),
    }))
    .sort((left, right) => compareText(left.key, right.key));
}

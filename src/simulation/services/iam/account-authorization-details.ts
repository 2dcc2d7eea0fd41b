import type { Group, Role } from '../../world/account.ts';
import type { AttachedPolicy, InlinePolicy, User } from '../../world/user.ts';
import { element, escaped, list } from '../xml.ts';
import { type IamCall, validationError } from './call.ts';
import { sortedPage } from './paging.ts';
import { renderBoundary, renderTag, renderUserCore, sortKey } from './users.ts';

/** Users with tags, groups and policies, without keys and sign-ins; groups and roles if asked for. */
export function getAccountAuthorizationDetails(call: IamCall): string {
  const filter = filterOf(call.parameters);
  const has = (type: string): boolean => filter.length === 0 || filter.includes(type);
  const page = sortedPage(call, {
    items: has('User') ? call.account.users : [],
    keyOf: sortKey,
    binding: filter.join('+'),
    wrongMarker: 'Marker and Filter do not match',
  });
  const first = call.parameters.get('Marker') === null;
  return [
    list('UserDetailList', page.items, renderUserDetail),
    list('GroupDetailList', has('Group') && first ? call.account.groups : [], renderGroup),
    list('RoleDetailList', has('Role') && first ? call.account.roles : [], renderRole),
    list('Policies', [], String),
    page.trailer,
  ].join('');
}

const TYPES: readonly string[] = [
  'User',
  'Role',
  'Group',
  'LocalManagedPolicy',
  'AWSManagedPolicy',
];

/** `Filter.member.1`, …; the values are case-sensitive. */
function filterOf(parameters: URLSearchParams): readonly string[] {
  const filter = [...parameters]
    .filter(([name]) => name.startsWith('Filter.member.'))
    .map(([, value]) => value)
    .sort();
  const unknown = filter.find((value) => !TYPES.includes(value));
  if (unknown === undefined) return filter;
  throw validationError(
    `1 validation error detected: Value '[${unknown}]' at 'filter' failed to satisfy constraint`,
  );
}

/** UserPolicyList is left out when it is empty, unlike the other lists. */
function renderUserDetail(user: User): string {
  return [
    renderUserCore(user),
    user.inlinePolicies.length === 0
      ? ''
      : list('UserPolicyList', user.inlinePolicies, renderInline),
    list('GroupList', user.groups, escaped),
    list('AttachedManagedPolicies', user.attachedPolicies, renderAttached),
    renderBoundary(user),
    list('Tags', user.tags, renderTag),
  ].join('');
}

/** Policy documents are percent-encoded as RFC 3986 wants it. */
function renderInline({ name, document }: InlinePolicy): string {
  return element('PolicyName', name) + element('PolicyDocument', percentEncoded(document));
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function renderAttached({ name, arn }: AttachedPolicy): string {
  return element('PolicyName', name) + element('PolicyArn', arn);
}

function renderGroup(group: Group): string {
  return [
    element('Path', group.path),
    element('GroupName', group.name),
    element('GroupId', group.id),
    element('Arn', group.arn),
    element('CreateDate', group.createdAt),
    list('GroupPolicyList', [], String),
    list('AttachedManagedPolicies', [], String),
  ].join('');
}

function renderRole(role: Role): string {
  return [
    element('Path', role.path),
    element('RoleName', role.name),
    element('RoleId', role.id),
    element('Arn', role.arn),
    element('AssumeRolePolicyDocument', percentEncoded(JSON.stringify(role.trustPolicy))),
    list('RolePolicyList', [], String),
    list('AttachedManagedPolicies', role.attachedPolicies, renderAttached),
  ].join('');
}

import type { User } from '../../world/user.ts';
import { element, list } from '../xml.ts';
import { type IamCall, namedUser } from './call.ts';
import { numberedPage, sortedPage } from './paging.ts';

/** The users with `PasswordLastUsed`, without tags and permissions boundary. */
export function listUsers(call: IamCall): string {
  const prefix = call.parameters.get('PathPrefix') ?? '/';
  const users = call.account.users;
  const page = sortedPage(call, {
    items: prefix === '/' ? users : users.filter(({ path }) => path.startsWith(prefix)),
    keyOf: sortKey,
    binding: prefix,
  });
  return list('Users', page.items, renderListedUser) + page.trailer;
}

/** The one call beside ListUsers that tells when the password was last used. */
export function getUser(call: IamCall): string {
  const user = namedUser(call);
  const tags = user.tags.length === 0 ? '' : list('Tags', user.tags, renderTag);
  return `<User>${renderListedUser(user)}${renderBoundary(user)}${tags}</User>`;
}

export function listUserTags(call: IamCall): string {
  const tags = [...namedUser(call).tags].sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = numberedPage(call, tags);
  return list('Tags', page.items, renderTag) + page.trailer;
}

export function listGroupsForUser(call: IamCall): string {
  const { groups } = namedUser(call);
  const page = numberedPage(
    call,
    call.account.groups.filter(({ name }) => groups.includes(name)),
  );
  const inner = page.items;
  return (
    list('Groups', inner, (group) =>
      [
        element('Path', group.path),
        element('GroupName', group.name),
        element('GroupId', group.id),
        element('Arn', group.arn),
        element('CreateDate', group.createdAt),
      ].join(''),
    ) + page.trailer
  );
}

/** IAM lists users by name without regard to case. */
export function sortKey({ name }: User): string {
  return name.toLowerCase();
}

/** What every answer says of a user. */
export function renderUserCore(user: User): string {
  return [
    element('Path', user.path),
    element('UserName', user.name),
    element('UserId', user.id),
    element('Arn', user.arn),
    element('CreateDate', user.createdAt),
  ].join('');
}

export function renderTag(tag: User['tags'][number]): string {
  return element('Key', tag.key) + element('Value', tag.value);
}

export function renderBoundary({ permissionsBoundary }: User): string {
  if (permissionsBoundary === null) return '';
  const inner =
    element('PermissionsBoundaryType', 'Policy') +
    element('PermissionsBoundaryArn', permissionsBoundary);
  return `<PermissionsBoundary>${inner}</PermissionsBoundary>`;
}

/** The last use of a password is told even after the password was deleted. */
function renderListedUser(user: User): string {
  const lastUsed =
    user.password === null ? user.deletedPasswordLastUsedAt : user.password.lastUsedAt;
  return renderUserCore(user) + element('PasswordLastUsed', lastUsed);
}

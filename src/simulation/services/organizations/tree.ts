import { ServiceError } from '../../service-error.ts';
import type { Account } from '../../world/account.ts';
import type { OrganizationalUnit } from '../../world/organization.ts';
import type { Answer, OrganizationsCall } from './call.ts';
import { answerPage } from './paging.ts';

/** There is exactly one root. */
export function listRoots({ state }: OrganizationsCall): Answer {
  const { rootId, managementAccountId, id } = state.organization;
  const Arn = `arn:aws:organizations::${managementAccountId}:root/${id}/${rootId}`;
  return { Roots: [{ Id: rootId, Arn, Name: 'Root', PolicyTypes: [] }] };
}

/** The units directly below a root or a unit. */
export function listOrganizationalUnitsForParent(call: OrganizationsCall): Answer {
  const parent = String(call.input.ParentId);
  const units = call.state.organization.organizationalUnits.filter(
    ({ parentId }) => parentId === parent,
  );
  const { items, nextToken } = answerPage(
    call,
    units,
    `ListOrganizationalUnitsForParent/${parent}`,
  );
  return { OrganizationalUnits: items.map((unit) => renderUnit(call, unit)), ...nextToken };
}

/** The one parent of an account or a unit. */
export function listParents(call: OrganizationsCall): Answer {
  const childId = String(call.input.ChildId);
  const { organization } = call.state;
  const account = call.state.account(childId);
  const unit = organization.organizationalUnits.find(({ id }) => id === childId);
  const parent = account === undefined ? unit?.parentId : parentOf(account);
  if (parent === undefined) {
    throw new ServiceError(
      'ChildNotFoundException',
      400,
      "You specified a child that doesn't exist.",
    );
  }
  return {
    Parents: [{ Id: parent, Type: parent.startsWith('r-') ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }],
  };
}

/** The last id of the path. */
export function parentOf({ organizationalUnitPath }: Account): string {
  return organizationalUnitPath.slice(organizationalUnitPath.lastIndexOf('/') + 1);
}

function renderUnit({ state }: OrganizationsCall, unit: OrganizationalUnit): Answer {
  const { managementAccountId, id } = state.organization;
  const Arn = `arn:aws:organizations::${managementAccountId}:ou/${id}/${unit.id}`;
  return { Id: unit.id, Arn, Name: unit.name };
}

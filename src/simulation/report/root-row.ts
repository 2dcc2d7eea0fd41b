import type { Account, ReportStyle } from '../world/account.ts';
import { cellsOf, NOT_APPLICABLE } from './cells.ts';

/** The first row: the root user, whose password has no rotation and whose keys are rare. */
export function renderRootRow(account: Account, style: ReportStyle): string {
  const cells = cellsOf(style);
  const { root } = account;
  const told = style.rootPassword === 'told';
  const hasPassword = root.passwordChangedAt !== null;
  const unusedPassword = hasPassword ? 'no_information' : NOT_APPLICABLE;
  const lastUse =
    root.passwordLastUsedAt === null ? unusedPassword : cells.date(root.passwordLastUsedAt);
  const keys = [0, 1].flatMap((slot) => {
    const createdAt = root.accessKeysCreatedAt[slot] ?? null;
    const unused = [NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE];
    return [cells.boolean(createdAt !== null), cells.date(createdAt), ...unused];
  });
  return [
    '<root_account>',
    `arn:aws:iam::${account.id}:root`,
    cells.date(root.createdAt),
    told ? cells.boolean(hasPassword) : 'not_supported',
    lastUse,
    told ? cells.date(root.passwordChangedAt) : 'not_supported',
    'not_supported',
    cells.boolean(root.mfa),
    ...keys,
    ...[cells.boolean(false), NOT_APPLICABLE, cells.boolean(false), NOT_APPLICABLE],
    ...(style.additionalColumn ? [''] : []),
  ].join(',');
}

import { mapKnown } from '../model/knowable.ts';
import type { Column } from './column.ts';
import { perUser } from './define-column.ts';

/** What the name of a column of one tag begins with; its key follows. */
export const TAG_PREFIX = 'Tag:';

/** The column of one tag. Letter case counts, as it does in the column `Tags`. */
export function tagColumn(key: string): Column {
  return perUser({
    name: `${TAG_PREFIX}${key}`,
    description: `Value of the tag \`${key}\` of the user; empty without such a tag.`,
    source: 'IAM `GetAccountAuthorizationDetails`: `Tags`',
    facts: ['tags'],
    type: 'text',
    value: ({ user }) =>
      mapKnown(user.tags, (tags) => tags.find((tag) => tag.key === key)?.value ?? null),
  });
}

import type { Column } from '../../src/columns/column.ts';
import { COLUMNS } from '../../src/columns/columns.ts';
import { needOf } from '../../src/columns/need.ts';
import { FACTS, type Freshness } from '../../src/model/facts.ts';
import { ACTIONS, type FactActions } from '../../src/model/permissions.ts';
import { compareText } from '../../src/model/text-order.ts';

/** What the role in every account has to be allowed for each column, as a page of Markdown. */
export function permissionsPage(): string {
  return `# Permissions of each column

The role in every account has to be allowed the actions of the columns that are chosen, and no
others. \`iam-users policy member\` prints them as a policy, \`iam-users policy collector\` prints what
the collector itself has to be allowed: that is where AWS Organizations is asked for
${inWords(COLUMNS.filter(({ organization }) => organization !== undefined).map(({ name }) => name))}.

Every run has to know who the users are, and how many there are by IAM's own count. Whatever the
columns, it needs
${inWords(ALWAYS)}.
The tables show what comes on top of that.

## With \`report\` freshness

Passwords, MFA, keys and certificates are taken from the credential report. The actions of the last
column are called for users who are newer than the report.

${table('report')}
## With \`live\` freshness

Every user is asked about. The credential report is read for what only it tells: when a password was
last changed.

${table('live')}
## In place of a denied action

Should \`iam:GetAccountAuthorizationDetails\` be denied, the tags and groups of every user are asked
for with ${inWords(distinct(FACTS.map((fact) => ACTIONS.report[fact].fallback)))}.
Where it is allowed, these are not called, and no policy has to name them.
`;
}

/** What is called for a column that needs nothing of its own. */
const ALWAYS = distinct([...needOf(['AccountID'], 'report').facts].map(primaryOf('report')));

function table(freshness: Freshness): string {
  const header = ['Column', 'Actions', 'For users newer than the report'];
  return [header, header.map(() => '---'), ...COLUMNS.map((column) => row(column, freshness))]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

function row({ name, facts }: Column, freshness: Freshness): readonly string[] {
  const primary = distinct(facts.map(primaryOf(freshness)));
  const newerUsers = distinct(facts.map((fact) => ACTIONS[freshness][fact].newerUsers));
  const beyond = (actions: readonly string[], known: readonly string[]) =>
    actions.filter((action) => !known.includes(action));
  return [
    name,
    inCell(beyond(primary, ALWAYS)),
    inCell(beyond(newerUsers, [...ALWAYS, ...primary])),
  ];
}

function primaryOf(freshness: Freshness) {
  return (fact: keyof (typeof ACTIONS)[Freshness]): FactActions['primary'] =>
    ACTIONS[freshness][fact].primary;
}

function distinct(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort(compareText);
}

function inCell(actions: readonly string[]): string {
  return actions.map((action) => `\`${action}\``).join(', ');
}

function inWords(actions: readonly string[]): string {
  return inCell(actions).replace(/, (?=[^,]*$)/, ' and ');
}

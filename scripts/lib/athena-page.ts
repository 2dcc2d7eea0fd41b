import { COLUMNS } from '../../src/columns/columns.ts';
import { STANDARD_COLUMNS } from '../../src/columns/standard-columns.ts';
import { ATHENA } from './athena-sql.ts';

/** How to query the files in Amazon Athena, as a page of Markdown. */
export function athenaPage(): string {
  return `# Amazon Athena

The data files of a bucket are a table for Amazon Athena. Put the bucket and the prefix of the result in
place of \`amzn-s3-demo-bucket/iam-users\`. Athena leaves out what begins with \`_\`, and so
\`_iam-users/\`; the views look at the names of files besides, since CSV and JSON Lines lie in
one place.

A view shows the newest file whose name does not end in \`_incomplete\`: the one that
\`latest.json\` points to, unless a person has changed that. Where there are results of several
organizations, give each a prefix of its own.

In the views, what there is none of and what is unknown are both \`null\`, and \`unknowncolumns\` has the names of
the columns of the row in which something is unknown. So "no MFA" is

\`\`\`sql
SELECT AccountID, UserName FROM iam_users WHERE NOT MFAEnabled
\`\`\`

and whoever may have none is to be found with \`WHERE contains(unknowncolumns, 'MFAEnabled')\`. An
account of which nothing could be read has no row at all: the [manifest](manifest.md) names it.

Columns of access keys are arrays with an element for each key of \`AccessKeyID\`. Active
keys of more than 90 days:

\`\`\`sql
SELECT AccountID, UserName, KeyID, Age
FROM iam_users CROSS JOIN UNNEST(AccessKeyID, ActiveKeyAge) AS keys (KeyID, Age)
WHERE Age > 90
\`\`\`

## CSV

For the standard columns. With others (\`--columns\`), name them in both statements, in the order of
the file: OpenCSVSerDe goes by position, and reads text only. Files with other columns belong in another
prefix. The escape character is one that no cell has, since a path may have backslashes.

\`\`\`sql
${ATHENA.csvTable(STANDARD_COLUMNS)}
\`\`\`

\`\`\`sql
${ATHENA.csvView(STANDARD_COLUMNS)}
\`\`\`

With \`--raw-cells\` no cell has an apostrophe in front: leave out \`regexp_replace\`. With
\`--rows access-key\` columns of keys have one element.

Does the table read the file as it is? This has to be 0, and the number of rows that in \`files\` of the
manifest:

\`\`\`sql
SELECT count_if(NOT regexp_like(AccountID, '^[0-9]{12}$') OR NOT regexp_like(ARN, '^arn:')) FROM iam_users_csv
WHERE regexp_like("$path", '\\.csv$')
\`\`\`

## JSON Lines

For \`--format csv,jsonl\`, with any columns, one row for a user. A line is read as one text, which nothing has to be escaped in; columns
that the file lacks are \`null\`. A tag is \`element_at(Tags, 'CostCenter')\`.

\`\`\`sql
${ATHENA.jsonTable()}
\`\`\`

\`\`\`sql
${ATHENA.jsonView(COLUMNS)}
\`\`\`
`;
}

import { ERRORS, type ErrorDefinition, EXIT } from '../../src/errors.ts';

/** The error table as a page of Markdown. */
export function errorsPage(): string {
  const errors: readonly ErrorEntry[] = Object.entries(ERRORS);
  const ofCommands = errors.filter(([, { exitStatus }]) => exitStatus !== null);
  const ofAccounts = errors.filter(([, { exitStatus }]) => exitStatus === null);
  return `# Errors

Every error has a code, a message that says what was expected and what was found, and a remedy. The
source says who can put it right: \`user\`, the operator; \`aws\`, AWS, so try again; \`internal\`, the
makers of this program.

## Exit statuses

| status | meaning |
| ---: | --- |
| ${EXIT.complete} | complete |
| ${EXIT.failed} | failed, nothing published |
| ${EXIT.usage} | usage or configuration |
| ${EXIT.partial} | published, but partial or below the coverage asked for |
| ${EXIT.credentials} | no AWS credentials, or expired ones |
| ${EXIT.interrupted} | interrupted; can be resumed |

## Errors that end a command

| code | source | exit status | meaning | what to do |
| --- | --- | ---: | --- | --- |
${ofCommands.map(([code, { exitStatus, ...error }]) => row([`\`${code}\``, error.source, String(exitStatus), error.meaning, error.remedy])).join('')}
## Errors of one account

The run goes on without the account, or without some of its facts, and names it in the manifest.

| code | source | meaning | what to do |
| --- | --- | --- | --- |
${ofAccounts.map(([code, error]) => row([`\`${code}\``, error.source, error.meaning, error.remedy])).join('')}`;
}

type ErrorEntry = readonly [code: string, definition: ErrorDefinition];

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}

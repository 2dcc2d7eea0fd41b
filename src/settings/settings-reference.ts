import { SETTING_GROUPS, type SettingGroup } from './setting.ts';
import { SETTING_KEYS, SETTINGS, type SettingKey } from './setting-table.ts';

/** The settings as a page of Markdown, from the table. */
export function settingsReference(): string {
  return `# Settings

Every setting can be given as a flag, as an environment variable, or as a key of the configuration
file. Flags win over the environment, the environment over the file, the file over the default. An
environment variable that is empty counts as not set.

The configuration file is \`./iam-users.config.json\`, or what \`--config FILE\` names: a JSON object.
Lists are arrays or text with commas, switches are \`true\` or \`false\`, and an unknown key is an error.

\`\`\`json
{
  "roleName": "iam-user-data-collector",
  "excludeAccounts": ["111111111111"],
  "to": "s3://amzn-s3-demo-bucket/iam-users"
}
\`\`\`
${SETTING_GROUPS.map(groupSection).join('')}`;
}

function groupSection(group: SettingGroup): string {
  const rows = SETTING_KEYS.filter((key) => SETTINGS[key].group === group).map(row);
  return `
## ${group}

| flag | environment | key | default | meaning |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function row(key: SettingKey): string {
  const { flag, placeholder, environment, defaultText, description } = SETTINGS[key];
  const usage = placeholder === null ? flag : `${flag} ${placeholder}`;
  const variables = environment.map((name) => `\`${name}\``).join(', ');
  const cells = [`\`${usage}\``, variables, `\`${key}\``, defaultText, description];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

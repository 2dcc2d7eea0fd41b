import { main } from '../../src/cli/main.ts';
import type { SettingSources } from '../../src/settings/setting-sources.ts';
import { SETTINGS, type SettingKey } from '../../src/settings/setting-table.ts';
import type { PolicyDocument, Statement } from '../../src/simulation/index.ts';

/** The document that `iam-users policy` prints for some settings. */
export async function printedPolicy(
  words: readonly string[],
  flags: SettingSources['flags'] = {},
): Promise<PolicyDocument> {
  const written: string[] = [];
  const settings = Object.entries(flags).map(
    ([key, value]) => `${SETTINGS[key as SettingKey].flag}=${value}`,
  );
  const status = await main(['policy', ...words, ...settings], {
    environment: {},
    stdout: { write: (text) => written.push(text) },
    stderr: { write: (text) => written.push(text) },
    signals: { on: () => {}, off: () => {} },
    exitNow: () => {},
  });
  if (status !== 0) throw new RangeError(written.join(''));
  return JSON.parse(written.join(''));
}

/** Every action of a policy, once. */
export function actionsOf({ Statement: statements }: PolicyDocument): readonly string[] {
  return [...new Set([statements].flat().flatMap(({ Action = [] }) => Action))];
}

/** The policy without one action, wherever it is. */
export function withoutAction(policy: PolicyDocument, action: string): PolicyDocument {
  const without = (statement: Statement) => ({
    ...statement,
    Action: [statement.Action ?? []].flat().filter((name) => name !== action),
  });
  return { ...policy, Statement: [policy.Statement].flat().map(without) };
}

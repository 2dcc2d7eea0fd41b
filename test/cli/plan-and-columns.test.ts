import { describe, expect, it } from 'vitest';
import { columnChoice } from '../../src/columns/reference.ts';
import { fakeCollector } from './fake-collector.ts';
import { aPlan } from './literals.ts';
import { runCommand } from './run-command.ts';

describe('plan', () => {
  const plan = aPlan([
    account('111111111111', 'prod'),
    account('222222222222', '日本\n\u001b[2J'),
    {
      ...account('333333333333', null),
      skip: { code: 'ACCOUNT_NOT_USABLE', reason: 'state is SUSPENDED' },
    },
  ]);
  const factory = fakeCollector(() => ({ plan: async () => plan }));

  it('shows every account, whether it is read and why not, and the totals', async () => {
    const { status, out, err } = await runCommand(['plan'], { factory });

    expect(status).toBe(0);
    expect(err).toBe('');
    expect(out).toBe(
      `ACCOUNT       PLAN  NAME             ORGANIZATIONAL UNIT      WHY NOT
111111111111  read  prod             r-ab12/ou-ab12-11111111
222222222222  read  日本\\n\\u001b[2J  r-ab12/ou-ab12-11111111
333333333333  skip  -                r-ab12/ou-ab12-11111111  state is SUSPENDED (ACCOUNT_NOT_USABLE)

2 accounts to read, 1 to skip
Organization: o-a1b2c3d4e5
Role to assume: iam-user-data-collector
Calls: about 8, that is 4 for each account of up to 1,000 users; on top 2 for every further 1,000 users.
Nothing has been read but the list of accounts, and nothing has been written.
Next: \`iam-users collect\` with the same settings.
`,
    );
  });

  it('--json writes the plan itself', async () => {
    const { out } = await runCommand(['plan', '--json'], { factory });

    expect(JSON.parse(out)).toEqual(plan);
  });

  function account(accountId: string, accountName: string | null) {
    return {
      accountId,
      accountName,
      organizationalUnitPath: 'r-ab12/ou-ab12-11111111',
      state: 'ACTIVE',
      skip: null,
    };
  }
});

describe('columns', () => {
  it('explains the columns in their order', async () => {
    const { status, out } = await runCommand(['columns']);

    expect(status).toBe(0);
    const names = out.split('\n').flatMap((line) => /^[ \d]\d {2}(\S+)$/.exec(line)?.[1] ?? []);
    expect(names.at(0)).toBe('AccountID');
    expect(names.at(17)).toBe('SigningCerts');
    expect(names.at(-1)).toBe('OrganizationalUnitNames');
    expect(names).toHaveLength(38);
    expect(out.replaceAll('\n', ' ')).toContain(columnChoice());
  });

  it('says of what is computed what it is computed from', async () => {
    const { out } = await runCommand(['columns']);

    const text = out.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Computed from CreationDateTime.');
    expect(text).not.toContain('From computed');
  });

  it('--json writes them for programs', async () => {
    const { out } = await runCommand(['columns', '--json']);

    const [first] = JSON.parse(out);
    expect(Object.keys(first)).toEqual(['name', 'description', 'source', 'facts', 'type', 'per']);
    expect(first.name).toBe('AccountID');
  });
});

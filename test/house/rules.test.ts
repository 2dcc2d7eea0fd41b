import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PURE = ['src/model', 'src/organization', 'src/columns', 'src/policies', 'src/output'];

interface Rule {
  readonly rule: string;
  readonly folders: readonly string[];
  readonly forbidden: RegExp;
  /** A line that the rule must catch, and one that it must let pass. */
  readonly caught: string;
  readonly allowed: string;
}

/** What no linter in use here checks. */
const RULES: readonly Rule[] = [
  {
    rule: 'every error that is thrown is one of ours',
    folders: ['src', 'infra/lib'],
    forbidden: /\bthrow new Error\b/,
    caught: "throw new Error('no')",
    allowed: "throw new CollectorError('INTERNAL', 'no')",
  },
  {
    rule: 'pure folders do not ask for the time',
    folders: PURE,
    forbidden: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bTemporal\.Now\b/,
    caught: 'const now = new Date();',
    allowed: 'const then = new Date(instant);',
  },
  {
    rule: 'pure folders use no chance',
    folders: PURE,
    forbidden: /\bMath\.random\b|\bcrypto\./,
    caught: 'const id = crypto.randomUUID();',
    allowed: 'const id = Math.max(1, 2);',
  },
  {
    rule: 'pure folders do not look at the process or reach the network',
    folders: PURE,
    forbidden: /\bprocess\.|\bglobalThis\.|\bfetch\(|\bset(?:Timeout|Interval|Immediate)\(/,
    caught: 'const home = process.env.HOME;',
    allowed: 'const processed = 1;',
  },
  {
    rule: 'types are imported by name, where the boundaries see them',
    folders: ['src', 'infra/lib'],
    forbidden: /(?<!await )\bimport\(['"][^'"]+['"]\)\s*\./,
    caught: "type Users = import('./user.ts').User;",
    allowed: "const { main } = await import('./main.ts');",
  },
  {
    // Importing the object keeps every locale and format of zod in the bundle.
    rule: 'zod is imported as a namespace',
    folders: ['src', 'scripts'],
    forbidden: /import (?:\{[^}]*\}|[\w$]+) from 'zod'/,
    caught: "import { z } from 'zod';",
    allowed: "import * as z from 'zod';",
  },
  {
    rule: 'tests replace no module',
    folders: ['test'],
    forbidden: /\bvi\.(?:mock|doMock|hoisted)\(/,
    caught: "vi.mock('./clock.ts');",
    allowed: 'vi.fn();',
  },
  {
    rule: 'no test is skipped, focused or left for later',
    folders: ['test'],
    // What only one system has can only be tested there.
    forbidden:
      /\b(?:it|test|describe)\.(?:(?:skip|only|todo|fails)\b|(?:skipIf|runIf)\((?!process\.platform ))/,
    caught: "it.skip('works', () => {});",
    allowed: "it.each(CASES)('works', () => {});",
  },
  {
    rule: 'test titles state what happens, without "should"',
    folders: ['test'],
    forbidden: /\b(?:it|test)(?:\.each\(.*\))?\(\s*['"`][^'"`]*\bshould\b/,
    caught: "it('should work', () => {});",
    allowed: "it('works', () => {});",
  },
];

describe('the rules of the house', () => {
  it.each(RULES)('hold: $rule', ({ folders, forbidden }) => {
    const found = folders.flatMap(filesBelow).flatMap((path) => linesWith(forbidden, path));

    expect(found).toEqual([]);
  });

  it.each(RULES)('are able to catch the opposite of: $rule', ({ forbidden, caught, allowed }) => {
    expect(forbidden.test(caught)).toBe(true);
    expect(forbidden.test(allowed)).toBe(false);
  });

  it('are checked on files that exist', () => {
    expect(filesBelow('src').length).toBeGreaterThan(20);
    expect(filesBelow('test').length).toBeGreaterThan(2);
  });
});

function linesWith(forbidden: RegExp, path: string): readonly string[] {
  const lines = readFileSync(join(ROOT, path), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    forbidden.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
  );
}

/** Source files, but for the tests that quote what they forbid. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|mjs|js)$/.test(path) && !path.startsWith('test/house/'));
}

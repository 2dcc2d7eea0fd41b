import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** For every rule one import that it forbids: the rule, the importing file, what it imports. */
const PLANTED = [
  ['model-keeps-to-its-layer', 'src/model/planted.ts', '../output/target.ts'],
  ['organization-keeps-to-its-layer', 'src/organization/planted.ts', '../columns/target.ts'],
  ['columns-keeps-to-its-layer', 'src/columns/planted.ts', '../output/target.ts'],
  ['policies-keeps-to-its-layer', 'src/policies/planted.ts', '../columns/target.ts'],
  ['output-keeps-to-its-layer', 'src/output/planted.ts', '../settings/target.ts'],
  ['collect-keeps-to-its-layer', 'src/collect/planted.ts', '../aws/target.ts'],
  ['settings-keeps-to-its-layer', 'src/settings/planted.ts', '../output/target.ts'],
  ['aws-keeps-to-its-layer', 'src/aws/planted.ts', '../collect/target.ts'],
  ['store-keeps-to-its-layer', 'src/store/planted.ts', '../collect/target.ts'],
  ['simulation-keeps-to-its-layer', 'src/simulation/planted.ts', '../errors.ts'],
  ['cli-keeps-to-its-layer', 'src/cli/planted.ts', '../aws/target.ts'],
  ['lambda-keeps-to-its-layer', 'src/lambda/planted.ts', '../store/target.ts'],
  ['model-is-pure', 'src/model/impure.ts', 'node:fs'],
  ['organization-is-pure', 'src/organization/impure.ts', 'node:crypto'],
  ['columns-is-pure', 'src/columns/impure.ts', 'node:process'],
  ['policies-is-pure', 'src/policies/impure.ts', 'node:url'],
  ['output-is-pure', 'src/output/impure.ts', 'node:os'],
  ['model-uses-no-package', 'src/model/package.ts', 'zod'],
  ['organization-uses-no-package', 'src/organization/package.ts', 'csv-parse/sync'],
  ['columns-uses-no-package', 'src/columns/package.ts', 'p-map'],
  ['policies-uses-no-package', 'src/policies/package.ts', 'zod'],
  ['output-uses-no-package', 'src/output/package.ts', 'csv-parse/sync'],
  ['no-cycles', 'src/model/cycle-a.ts', './cycle-b.ts'],
  ['shared-words-stay-at-the-bottom', 'src/errors.ts', './organization/target.ts'],
  ['nothing-imports-a-shell', 'src/index.ts', './cli/target.ts'],
  ['only-shells-import-the-wiring', 'src/collect/wired.ts', '../wiring.ts'],
  ['aws-sdk-stays-in-the-adapters', 'src/collect/sdk.ts', '@aws-sdk/client-iam'],
  ['simulation-uses-no-package', 'src/simulation/package.ts', 'p-map'],
  ['infrastructure-knows-definitions-alone', 'infra/lib/planted.ts', '../../src/store/target.ts'],
  ['product-knows-no-infrastructure', 'src/policies/deployed.ts', '../../infra/lib/target.ts'],
  ['no-test-code-in-the-product', 'src/collect/tested.ts', '../../test/target.ts'],
  ['no-development-package-in-the-product', 'src/cli/development.ts', 'fast-check'],
  ['everything-resolves', 'src/collect/lost.ts', './nowhere.ts'],
] as const;

/** Every form in which a module can be named. */
const FORMS = [
  ['import', 'import { target } from "../output/target.ts"; export const value = target;'],
  ['type-import', 'import type { Target } from "../output/target.ts"; export type T = Target;'],
  ['inline-type', 'import { type Target } from "../output/target.ts"; export type T = Target;'],
  ['export-from', 'export { target } from "../output/target.ts";'],
  ['side-effect', 'import "../output/target.ts";'],
  ['dynamic', 'export const value = import("../output/target.ts");'],
  ['using', 'export async function f() { await using x = await import("../output/target.ts"); }'],
] as const;

const ALLOWED = [
  ['src/model/allowed.ts', 'csv-parse/sync'],
  ['src/columns/allowed.ts', '../model/target.ts'],
  ['src/cli/allowed.ts', '../wiring.ts'],
  ['src/aws/allowed.ts', '@aws-sdk/client-iam'],
  ['src/collect/allowed.ts', 'node:crypto'],
] as const;

const TARGETS = [
  ...[
    'model',
    'organization',
    'columns',
    'output',
    'settings',
    'collect',
    'aws',
    'store',
    'cli',
  ].map((folder) => `src/${folder}/target.ts`),
  'src/wiring.ts',
  'infra/lib/target.ts',
  'test/target.ts',
];

describe('the import boundaries', () => {
  let planted = '';
  let report: readonly string[] = [];

  beforeAll(() => {
    planted = mkdtempSync(join(tmpdir(), 'iam-users-boundaries-'));
    symlinkSync(join(ROOT, 'node_modules'), join(planted, 'node_modules'));
    symlinkSync(join(ROOT, 'package.json'), join(planted, 'package.json'));
    for (const path of TARGETS) {
      write(path, 'export const target = 1; export type Target = number;');
    }
    write('src/model/cycle-b.ts', typeImport('./cycle-a.ts'));
    for (const [, path, target] of PLANTED) write(path, typeImport(target));
    for (const [path, target] of ALLOWED) write(path, typeImport(target));
    for (const [form, text] of FORMS) write(`src/model/${form}.ts`, text);
    report = checkBoundaries(planted).lines;
  });

  afterAll(() => rmSync(planted, { recursive: true }));

  it.each(PLANTED)('are guarded by %s', (rule, path) => {
    const caught = report.filter((line) => line.startsWith(`${rule}: ${path} → `));

    expect(caught).toHaveLength(1);
  });

  it.each(FORMS)('see an import in the form "%s"', (form) => {
    const caught = report.filter((line) =>
      line.startsWith(`model-keeps-to-its-layer: src/model/${form}.ts → src/output/target.ts`),
    );

    expect(caught).toHaveLength(1);
  });

  it.each(ALLOWED)('let %s import %s', (path) => {
    const caught = report.filter((line) => line.includes(`: ${path} → `));

    expect(caught).toEqual([]);
  });

  it('have no rule that is not proven here', async () => {
    const file = pathToFileURL(join(ROOT, '.dependency-cruiser.mjs')).href;
    const config: {
      readonly default: { readonly forbidden: readonly { readonly name: string }[] };
    } = await import(file);

    expect(config.default.forbidden.map(({ name }) => name).sort()).toEqual(
      PLANTED.map(([rule]) => rule).sort(),
    );
  });

  it('do not pass where nothing was read', () => {
    const empty = mkdtempSync(join(tmpdir(), 'iam-users-empty-'));
    mkdirSync(join(empty, 'src'));

    const { status, lines } = checkBoundaries(empty);

    rmSync(empty, { recursive: true });
    expect(status).toBe(1);
    expect(lines).toContain('not-read: no module at all');
  });

  it('hold in the product', () => {
    const { status, lines } = checkBoundaries(ROOT);

    expect(lines.filter((line) => line.includes(': '))).toEqual([]);
    expect(status).toBe(0);
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(planted, path)), { recursive: true });
    writeFileSync(join(planted, path), text);
  }
});

/** An import of a type: the form that is erased, and so the easiest to miss. */
function typeImport(target: string): string {
  return `import type * as planted from '${target}';\nexport type Planted = typeof planted;\n`;
}

function checkBoundaries(directory: string): {
  readonly status: number | null;
  readonly lines: readonly string[];
} {
  const script = join(ROOT, 'scripts/boundaries.mjs');
  const { status, stdout } = spawnSync(process.execPath, [script, directory], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n') };
}

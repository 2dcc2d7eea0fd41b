import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);

interface Template {
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

const TEMPLATES: readonly Template[] = readdirSync(fileURLToPath(new URL('templates', ROOT)))
  .filter((name) => name.endsWith('.template.json'))
  .map((name) => JSON.parse(read(`templates/${name}`)));

const ALARMS = TEMPLATES.flatMap(({ Resources }) => Object.entries(Resources))
  .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
  .map(([id]) => id.replace(/^(?:Single|Distributed)|Alarm$/g, ''));

const PARAMETERS = TEMPLATES.flatMap(({ Parameters }) => Object.keys(Parameters));
const OUTPUTS = TEMPLATES.flatMap(({ Outputs }) => Object.keys(Outputs ?? {}));

describe('the pages about deployment', () => {
  it('explain every alarm of the templates, and no other', () => {
    const explained = [...section('docs/operations.md', 'Alarms').matchAll(/^\| `(\w+)` \|/gm)];

    expect(new Set(explained.map(([, name]) => name))).toEqual(new Set(ALARMS));
  });

  it('name parameters that there are, in commands and in tables', () => {
    const page = read('docs/deploy.md');

    const inCommands = [...page.matchAll(/(?<=\s)([A-Z]\w+)=/g)].map(([, name]) => name);
    const tables = section('docs/deploy.md', '3. The collector');
    const inTables = [...tables.matchAll(/^\| (`\w+`.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );

    expect(inCommands.length).toBeGreaterThan(5);
    expect(inTables.length).toBeGreaterThan(5);
    expect([...inCommands, ...inTables].filter((name) => !PARAMETERS.includes(name ?? ''))).toEqual(
      [],
    );
  });

  it('name outputs that there are, in place of values in commands', () => {
    const pages = read('docs/deploy.md') + read('docs/operations.md');

    const used = [...pages.matchAll(/--(?:function-name|state-machine-arn) (\w+)/g)];

    expect(new Set(used.map(([, name]) => name))).toEqual(
      new Set(['FunctionName', 'StateMachineArn']),
    );
    expect(OUTPUTS).toEqual(expect.arrayContaining(['FunctionName', 'StateMachineArn']));
  });
});

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** What is below a heading of the second level. */
function section(path: string, heading: string): string {
  return read(path).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../lib/tools/package-file.ts';

/** What somebody writes who has installed the package. */
const APPLICATION = `
import { App, Stack } from 'aws-cdk-lib';
import { IamUserDataCollector } from 'iam-user-data-collector/cdk';

const app = new App({ outdir: 'cdk.out', builtinCloudFormationValidation: false });
const stack = new Stack(app, 'Stack');
new IamUserDataCollector(stack, 'Collector', { organizationId: 'o-a1b2c3d4e5' });
const { Resources } = app.synth().getStackByName('Stack').template;
console.log(Object.values(Resources).find(({ Type }) => Type === 'AWS::Lambda::Function').Properties.Runtime);
`;

describe('the package', () => {
  let project = '';

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'iam-users-cdk-'));
    const installed = join(project, 'node_modules/iam-user-data-collector');
    copy('package.json', installed);
    copy('bin', installed);
    write(join(installed, 'dist/lambda/collect.zip'), 'a zip');
    run(
      'node_modules/typescript/bin/tsc',
      '-p',
      'infra/tsconfig.build.json',
      '--outDir',
      join(installed, 'dist/cdk'),
    );
    for (const name of ['aws-cdk-lib', 'constructs']) link(`infra/node_modules/${name}`, name);
    for (const name of ['zod', 'csv-parse']) link(`node_modules/${name}`, name);
    write(join(project, 'package.json'), '{}');
    write(join(project, 'app.mjs'), APPLICATION);
  });

  afterAll(() => rmSync(project, { recursive: true }));

  it('has the constructs, as JavaScript, with the zips of the functions', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['app.mjs'], {
      cwd: project,
      encoding: 'utf8',
    });

    expect(stderr).toBe('');
    expect(stdout).toBe('nodejs24.x\n');
  });

  function link(from: string, name: string): void {
    symlinkSync(packageFile(from), join(project, 'node_modules', name));
  }
});

function copy(path: string, folder: string): void {
  cpSync(packageFile(path), join(folder, path), { recursive: true });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function run(...words: readonly string[]): void {
  const { stdout, status } = spawnSync(process.execPath, words, {
    cwd: packageFile('.'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new TypeError(stdout);
}

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../lib/tools/package-file.ts';

const INFRA = fileURLToPath(new URL('../..', import.meta.url));
const PUBLISHED = ['collector', 'member-role', 'member-role-stack-set'];

describe('the CDK command line', () => {
  it('synthesizes the published templates, without assets', async () => {
    const output = mkdtempSync(join(tmpdir(), 'iam-users-synth-'));
    onTestFinished(() => rmSync(output, { recursive: true, force: true }));

    await promisify(execFile)('npm', ['run', '--silent', 'synth', '--', '--output', output], {
      cwd: INFRA,
    });

    const templateIn = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
    for (const name of PUBLISHED) {
      const published = templateIn(packageFile(`templates/${name}.template.json`));
      expect(templateIn(join(output, `${name}.template.json`))).toEqual(published);
    }
    const { artifacts } = templateIn(join(output, 'manifest.json'));
    const types = Object.values<{ readonly type: string }>(artifacts).map(({ type }) => type);
    expect(types).not.toContain('cdk:asset-manifest');
  });
});

/**
 * Checks the zips of the Lambda functions: small enough, and the same bytes when somebody else
 * builds them elsewhere, so that what is deployed can be compared with its source.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './lib/run.mjs';

const MAX_BYTES = 1024 * 1024;
const INPUTS = ['src', 'scripts', 'templates', 'package.json', 'package-lock.json'];
const CONFIGS = ['tsconfig.json', 'tsconfig.build.json'];

const elsewhere = mkdtempSync(join(tmpdir(), 'iam-users-zip-'));
for (const path of [...INPUTS, ...CONFIGS]) {
  cpSync(join(ROOT, path), join(elsewhere, path), { recursive: true });
}
symlinkSync(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], {
  cwd: elsewhere,
  env: { ...process.env, TZ: 'Pacific/Kiritimati' },
  stdio: ['ignore', 'ignore', 'inherit'],
});

const zips = readdirSync(join(ROOT, 'dist/lambda')).filter((name) => name.endsWith('.zip'));
const problems = status === 0 && zips.length > 0 ? zips.flatMap(check) : ['nothing was built'];
rmSync(elsewhere, { recursive: true });
for (const problem of problems) console.error(`error: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;

function check(name) {
  const bytes = readFileSync(join(ROOT, 'dist/lambda', name));
  const others = readFileSync(join(elsewhere, 'dist/lambda', name));
  console.log(`${name}: ${bytes.length} bytes, SHA-256 ${sha256(bytes)}`);
  return [
    ...(bytes.length > MAX_BYTES ? [`${name} has more than ${MAX_BYTES} bytes`] : []),
    ...(bytes.equals(others) ? [] : [`${name} differs when built elsewhere: ${sha256(others)}`]),
  ];
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

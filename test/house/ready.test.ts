import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PACKAGES = { 'node_modules/left': { version: '1.0.0' } };
/** As npm writes it: what is for another platform is in the lock file and not installed. */
const LOCK = lockOf({
  ...PACKAGES,
  'node_modules/other-platform': { version: '1.0.0', optional: true },
});

/** Stands in for `npm ci`: says that it was called and writes what npm writes. */
const FAKE_NPM = `
import { mkdirSync, writeFileSync } from 'node:fs';
process.stderr.write('npm ' + process.argv[2] + ' ran\\n');
mkdirSync('node_modules', { recursive: true });
writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(lockOf(PACKAGES))});
`;

/** Stands in for the build: takes no time, and notes what it was made from. */
const FAKE_BUILD = `
import { markBuilt, sourceHash } from './lib/built.mjs';
process.stderr.write('build ran\\n');
markBuilt(sourceHash());
`;

describe('making a clone ready', () => {
  let clone = '';

  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'iam-users-clone-'));
    cpSync(join(ROOT, 'scripts'), join(clone, 'scripts'), { recursive: true });
    mkdirSync(join(clone, 'src/model'), { recursive: true });
    write('scripts/build.mjs', FAKE_BUILD);
    write('fake-npm.mjs', FAKE_NPM);
    write('src/model/user.ts', 'export {};');
    write('package.json', '{ "type": "module" }');
    write('package-lock.json', LOCK);
    write('tsconfig.json', '{}');
    write('tsconfig.build.json', '{}');
  });

  afterEach(() => rmSync(clone, { recursive: true }));

  it('installs and builds the first time, and does nothing the second', () => {
    const first = makeReady();
    const second = makeReady();

    expect(first).toBe(
      'Installing the dependencies (npm ci) …\nnpm ci ran\nBuilding …\nbuild ran\n',
    );
    expect(second).toBe('');
  });

  it('builds again, and does not install, when a source file has changed', () => {
    makeReady();
    write('src/model/user.ts', 'export const changed = true;');

    expect(makeReady()).toBe('Building …\nbuild ran\n');
    expect(makeReady()).toBe('');
  });

  it('builds again when a source file was renamed', () => {
    makeReady();
    rmSync(join(clone, 'src/model/user.ts'));
    write('src/model/renamed.ts', 'export {};');

    expect(makeReady()).toBe('Building …\nbuild ran\n');
  });

  it('installs again when the lock file asks for another version', () => {
    makeReady();
    write('package-lock.json', lockOf({ 'node_modules/left': { version: '2.0.0' } }));

    expect(makeReady()).toContain('npm ci ran');
  });

  it('trusts an installation that somebody made by hand', () => {
    mkdirSync(join(clone, 'node_modules'));
    write('node_modules/.package-lock.json', lockOf(PACKAGES));

    expect(makeReady()).toBe('Building …\nbuild ran\n');
  });

  it('does not trust an installation that lacks a package', () => {
    mkdirSync(join(clone, 'node_modules'));
    write('node_modules/.package-lock.json', lockOf({}));

    expect(makeReady()).toContain('npm ci ran');
  });

  it('builds again when the result of the build is gone', () => {
    makeReady();
    rmSync(join(clone, 'dist'), { recursive: true });

    expect(makeReady()).toBe('Building …\nbuild ran\n');
  });

  it('fails with the status of a build that fails, and tries again the next time', () => {
    makeReady();
    write('scripts/build.mjs', 'process.exit(7);');

    expect(runReady().status).toBe(7);
    expect(runReady().status).toBe(7);
  });

  function write(path: string, text: string): void {
    writeFileSync(join(clone, path), text);
  }

  function makeReady(): string {
    const { status, stdout, stderr } = runReady();
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    return stderr;
  }

  function runReady() {
    return spawnSync(process.execPath, [join(clone, 'scripts/ready.mjs')], {
      cwd: tmpdir(),
      env: { npm_execpath: join(clone, 'fake-npm.mjs') },
      encoding: 'utf8',
    });
  }
});

function lockOf(packages: Readonly<Record<string, object>>): string {
  return JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } });
}

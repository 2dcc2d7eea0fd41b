/**
 * Makes a fresh clone ready to run: installs and builds what is missing or out of date, and
 * nothing else. `npm run demo` and `npm test` begin with it, so it needs Node.js alone.
 */
import { isBuilt } from './lib/built.mjs';
import { isInstalled, markInstalled } from './lib/installed.mjs';
import { runNode, runNpm } from './lib/run.mjs';

const NEEDED = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    `error: Node.js ${NEEDED.join('.')} or later is needed, and this is ${process.versions.node}.\n` +
      'What to do: install a current version from https://nodejs.org, then repeat the command.\n',
  );
  process.exit(2);
}

if (!isInstalled()) {
  process.stderr.write('Installing the dependencies (npm ci) …\n');
  // The build needs the development dependencies even where NODE_ENV is "production".
  runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  markInstalled();
}

if (!isBuilt()) {
  process.stderr.write('Building …\n');
  runNode(['scripts/build.mjs']);
}

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the project, whatever the working directory is. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a script with this very Node.js; ends the process with the script's status if it fails. */
export function runNode(args) {
  run(process.execPath, args);
}

/** Runs npm: the one that started this process, if one did. */
export function runNpm(args) {
  const npm = process.env.npm_execpath;
  if (npm && /\.[cm]?js$/.test(npm)) return run(process.execPath, [npm, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

/** Standard output belongs to the command that is being made ready: all goes to standard error. */
function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    ...options,
  });
  if (status === 0) return;
  process.stderr.write(`error: \`${[command, ...args].join(' ')}\` failed. ${error ?? ''}\n`);
  process.exit(status ?? 1);
}

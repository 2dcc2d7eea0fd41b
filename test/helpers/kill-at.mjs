import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded into the program by `--import`: ends it by SIGKILL at the nth call of a function of
 * `node:fs/promises` about a path, as a failing machine would. `KILL_AT` says which:
 * `{"call", "path", "nth", "when"}`, where `path` is part of the path that is made, and `when` is
 * `before`, `midway` (of writeFile: with half of the bytes written) or `after`.
 */
// biome-ignore lint/style/noProcessEnv: nothing else reaches a module that is loaded before the program.
const { call, path, nth, when } = JSON.parse(process.env.KILL_AT ?? '{}');

/** Which argument names what is made or read. */
const PATH_ARGUMENT = { rename: 1, link: 1, writeFile: 0, readFile: 0 };

if (call !== undefined) {
  const original = fs[call];
  let seen = 0;
  fs[call] = async (...parameters) => {
    if (String(parameters[PATH_ARGUMENT[call]]).includes(path)) seen += 1;
    else return original(...parameters);
    if (seen !== nth) return original(...parameters);
    if (when === 'midway') await original(parameters[0], half(parameters[1]), parameters[2]);
    if (when === 'after') await original(...parameters);
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  };
  syncBuiltinESMExports();
}

function half(data) {
  const bytes = Buffer.from(data);
  return bytes.subarray(0, bytes.length / 2);
}

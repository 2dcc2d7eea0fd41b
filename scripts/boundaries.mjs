/**
 * Checks the imports of `src/` and `infra/` against `.dependency-cruiser.mjs`: `node scripts/boundaries.mjs
 * [directory]`. dependency-cruiser is content with a folder in which it reads nothing, so this
 * also checks that it has read every file.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import config from '../.dependency-cruiser.mjs';
import { ROOT } from './lib/run.mjs';
import { visitUsingDeclarations } from './lib/swc-using.mjs';

visitUsingDeclarations();
process.chdir(process.argv[2] ?? ROOT);

const folders = ['src', 'infra/lib', 'infra/bin'].filter((folder) => existsSync(folder));
const { output } = await cruise(folders, {
  ...config.options,
  ruleSet: { forbidden: config.forbidden },
  validate: true,
});
const read = new Set(output.modules.map((module) => module.source));
const unread = folders.flatMap(sourceFiles).filter((path) => !read.has(path));

const lines = [
  ...output.summary.violations.map(describe),
  ...unread.map((path) => `not-read: ${path}`),
];
if (read.size === 0) lines.push('not-read: no module at all');
for (const line of lines) console.log(line);
console.log(`${read.size} modules, ${lines.length} violations`);
process.exitCode = lines.length === 0 ? 0 : 1;

function describe({ rule, from, to, cycle }) {
  const path = cycle ? cycle.map((step) => step.name).join(' → ') : to;
  const { comment } = config.forbidden.find(({ name }) => name === rule.name);
  return `${rule.name}: ${from} → ${path} (${comment})`;
}

function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'));
}

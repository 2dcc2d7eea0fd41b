/**
 * Builds `dist/`: the JavaScript and type declarations of `src/`, the program that the binary runs,
 * one zip per Lambda function, and the CloudFormation templates for these zips.
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { markBuilt, sourceHash } from './lib/built.mjs';
import { fillTemplates } from './lib/fill-templates.mjs';
import { bundleLambda } from './lib/lambda-bundle.mjs';
import { bundleProgram } from './lib/program-bundle.mjs';
import { ROOT, runNode } from './lib/run.mjs';

const LAMBDA_FUNCTIONS = ['collect', 'plan', 'collect-account', 'publish'];

const hash = sourceHash();
rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
runNode(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
await bundleProgram();

const digests = new Map();
for (const name of LAMBDA_FUNCTIONS) {
  const zip = await bundleLambda(name);
  const sha256 = createHash('sha256').update(zip).digest('hex');
  digests.set(name, sha256);
  const size = `${(zip.length / 1024).toFixed(0)} KiB`;
  process.stderr.write(`dist/lambda/${name}.zip: ${size}, SHA-256 ${sha256}\n`);
}
fillTemplates(digests);
markBuilt(hash);

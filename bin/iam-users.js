#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `error: iam-users needs Node.js 20.19 or later, this is ${process.version}.\n`,
  );
  process.exitCode = 2;
} else {
  // On Node.js 20 the AWS SDK would announce at every run when it will need a later version.
  // biome-ignore lint/style/noProcessEnv: the SDK looks for it there.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
  // Most of what a run reads is garbage soon, which V8 would let grow far beyond what is in use: to
  // four times as much in all, and to 128 MB of young objects. Twice as much in all is enough, and
  // 64 MB of young objects, to which they grow at once when the program is loaded.
  setFlagsFromString('--heap-growing-percent=100');
  setFlagsFromString('--semi-space-growth-factor=32');
  const { main } = await import('../dist/program/main.js');
  setFlagsFromString('--semi-space-growth-factor=1');
  process.exitCode = await main();
}

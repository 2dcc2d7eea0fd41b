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
  // On a machine with much memory V8 lets the heap grow to four times what is in use before it
  // collects. Most of what a run reads is garbage soon, so that twice is enough.
  setFlagsFromString('--heap-growing-percent=100');
  const { main } = await import('../dist/cli/main.js');
  process.exitCode = await main();
}

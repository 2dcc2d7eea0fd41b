import { resolveSettings } from '../settings/resolve-settings.ts';
import { createCollector } from '../wiring.ts';
import type { LambdaPorts } from './invocation.ts';

/** The world of a function that runs in AWS Lambda. */
export const LAMBDA: LambdaPorts<ReturnType<typeof createCollector>> = {
  // biome-ignore lint/style/noProcessEnv: the one place that reads the environment.
  environment: process.env,
  settingsFrom: (environment) => resolveSettings({ flags: {}, environment, configFile: null }),
  createCollector,
  writeLine: (line) => process.stdout.write(`${line}\n`),
  now: () => new Date(),
};

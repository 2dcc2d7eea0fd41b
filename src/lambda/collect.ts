import { resolveSettings } from '../settings/resolve-settings.ts';
import { createCollector } from '../wiring.ts';
import { createCollectHandler } from './collect-handler.ts';

/** The entry of the Lambda function `collect`: `index.handler` in the zip. */
export const handler = createCollectHandler({
  // biome-ignore lint/style/noProcessEnv: the entry is the one place that reads the environment.
  environment: process.env,
  settingsFrom: (environment) => resolveSettings({ flags: {}, environment, configFile: null }),
  createCollector,
  writeLine: (line) => process.stdout.write(`${line}\n`),
  now: () => new Date(),
});

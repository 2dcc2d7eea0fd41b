import { CollectorError } from '../errors.ts';
import { createCollector } from '../wiring.ts';
import { createCollectHandler } from './collect-handler.ts';

/** The entry of the Lambda function `collect`: `index.handler` in the zip. */
export const handler = createCollectHandler({
  // biome-ignore lint/style/noProcessEnv: the entry is the one place that reads the environment.
  environment: process.env,
  settingsFrom: () => Promise.reject(new CollectorError('INTERNAL', 'not wired yet')),
  createCollector,
  writeLine: (line) => process.stdout.write(`${line}\n`),
  now: () => new Date(),
});

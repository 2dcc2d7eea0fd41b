import { expect, it, onTestFinished } from 'vitest';
import { createCollectHandler } from '../../src/lambda/collect-handler.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import { environmentOf, startSimulation } from '../../src/simulation/index.ts';
import { createCollector } from '../../src/wiring.ts';
import { smallOrganization } from '../helpers/organizations.ts';

it('a function that has no time left while it plans says so, and what to do', async () => {
  const simulation = await startSimulation(smallOrganization('out of time'), {
    faults: [{ match: { operation: 'ListAccounts' }, effect: { kind: 'hang' } }],
  });
  onTestFinished(() => simulation.close());
  simulation.s3.createBucket('amzn-s3-demo-bucket');
  const handler = createCollectHandler({
    environment: { ...environmentOf(simulation), S3_BUCKET_NAME: 'amzn-s3-demo-bucket' },
    settingsFrom: (environment) => resolveSettings({ flags: {}, environment, configFile: null }),
    createCollector,
    writeLine: () => {},
    now: () => new Date(),
  });
  const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 2_000 };

  const thrown = await handler({}, context).catch((error: unknown) => error);

  expect(thrown).toMatchObject({
    name: 'INTERRUPTED',
    message:
      'the time of the function is over: stopped before any account was read. What to do: Raise ' +
      'the timeout of the function, to 15 minutes at most. Begin again: nothing was written.',
  });
});

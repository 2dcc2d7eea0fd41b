import { createPublishHandler } from './publish-handler.ts';
import { LAMBDA } from './world.ts';

/** The entry of the Lambda function `publish`: `index.handler` in the zip. */
export const handler = createPublishHandler(LAMBDA);

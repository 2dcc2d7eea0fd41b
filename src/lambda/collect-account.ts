import { createCollectAccountHandler } from './collect-account-handler.ts';
import { LAMBDA } from './world.ts';

/** The entry of the Lambda function `collect-account`: `index.handler` in the zip. */
export const handler = createCollectAccountHandler(LAMBDA);

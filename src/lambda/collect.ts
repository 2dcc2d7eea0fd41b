import { createCollectHandler } from './collect-handler.ts';
import { LAMBDA } from './world.ts';

/** The entry of the Lambda function `collect`: `index.handler` in the zip. */
export const handler = createCollectHandler(LAMBDA);

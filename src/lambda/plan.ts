import { createPlanHandler } from './plan-handler.ts';
import { LAMBDA } from './world.ts';

/** The entry of the Lambda function `plan`: `index.handler` in the zip. */
export const handler = createPlanHandler(LAMBDA);

import { Code } from 'aws-cdk-lib/aws-lambda';
import { packageFile } from '../tools/package-file.ts';
import type { Step, StepCode } from './props.ts';

/** The zip that this package was built with. */
export function packagedCode(step: Step): StepCode {
  return { code: Code.fromAsset(packageFile(`dist/lambda/${step}.zip`)) };
}

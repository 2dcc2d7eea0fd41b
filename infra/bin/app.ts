/** For `cdk synth`: the stacks whose templates are published. CDK writes them when the program ends. */
import { templateApp, VALIDATED } from '../lib/templates/templates.ts';

templateApp(VALIDATED);

import { App } from 'aws-cdk-lib';
import { MemberRoleStack } from './member-role-stack.ts';

/** The template of the role in one account, which is also the body of the stack set. */
export function memberRoleTemplate(): unknown {
  // It is validated where it is a template of its own.
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  const { artifactId } = new MemberRoleStack(app, 'member-role');
  return app.synth().getStackArtifact(artifactId).template;
}

import { App } from 'aws-cdk-lib';
import { CollectorStack } from './collector-stack.ts';
import { MemberRoleStack } from './member-role-stack.ts';
import { MemberRoleStackSetStack } from './member-role-stack-set-stack.ts';

/** What AWS CloudFormation takes as the body of a template, in bytes, without a bucket. */
export const MAX_TEMPLATE_BYTES = 51_200;

/** CDK checks the templates by itself and warns; with this it throws. */
export const VALIDATED = { context: { '@aws-cdk/core:validateAgainstDefaultRules': true } };

/** The application whose stacks are the published templates. */
export function templateApp(props: ConstructorParameters<typeof App>[0] = {}): App {
  const app = new App({ analyticsReporting: false, ...props });
  new CollectorStack(app, 'collector');
  new MemberRoleStack(app, 'member-role');
  new MemberRoleStackSetStack(app, 'member-role-stack-set');
  return app;
}

/** The templates as files: path → text. */
export function renderTemplates(app: App): ReadonlyMap<string, string> {
  const { stacks } = app.synth();
  return new Map(
    stacks.map(({ stackName, template }) => [
      `templates/${stackName}.template.json`,
      render(template),
    ]),
  );
}

/** A line for each resource, parameter and so on: short enough to deploy, and still to compare. */
function render(template: Readonly<Record<string, unknown>>): string {
  const sections = Object.entries(template).map(
    ([name, section]) => `${JSON.stringify(name)}:${renderSection(section)}`,
  );
  return `{\n${sections.join(',\n')}\n}\n`;
}

function renderSection(section: unknown): string {
  if (typeof section !== 'object' || section === null) return JSON.stringify(section);
  const entries = Object.entries(section).map(
    ([name, entry]) => ` ${JSON.stringify(name)}:${JSON.stringify(entry)}`,
  );
  return `{\n${entries.join(',\n')}\n}`;
}

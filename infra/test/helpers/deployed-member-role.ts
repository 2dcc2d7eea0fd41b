import { rendered } from './rendered.ts';
import { resolve } from './resolve.ts';

/** The properties of the member role as CloudFormation makes them for values of its parameters. */
export function deployedMemberRole(entered: Readonly<Record<string, string>>) {
  const { Parameters, Conditions, Resources } = rendered()['member-role'];
  const defaults = Object.entries(Parameters).map(([name, { Default }]) => [name, Default]);
  const values = { 'AWS::Partition': 'aws', ...Object.fromEntries(defaults), ...entered };
  // biome-ignore lint/suspicious/noExplicitAny: the properties of a resource of CloudFormation.
  return resolve(Resources.Role?.Properties, values, Conditions) as any;
}

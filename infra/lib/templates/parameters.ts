import { CfnCondition, CfnParameter, type CfnParameterProps, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A parameter that holds text. */
export function text(scope: Construct, name: string, props: CfnParameterProps = {}): CfnParameter {
  return new CfnParameter(scope, name, { type: 'String', ...props });
}

/** A parameter that may stay empty. */
export function optional(scope: Construct, name: string, props: CfnParameterProps): CfnParameter {
  const { allowedPattern, ...others } = props;
  return text(scope, name, {
    default: '',
    ...(allowedPattern !== undefined && { allowedPattern: `^$|${allowedPattern}` }),
    ...others,
  });
}

/** A parameter that holds a number. */
export function number(scope: Construct, name: string, props: CfnParameterProps): CfnParameter {
  return new CfnParameter(scope, name, { type: 'Number', ...props });
}

/** Whether a parameter has this value. */
export function equals(parameter: CfnParameter, value: string, name: string): CfnCondition {
  return new CfnCondition(parameter.stack, name, {
    expression: Fn.conditionEquals(parameter.valueAsString, value),
  });
}

/** Whether a parameter is not empty. */
export function isSet(parameter: CfnParameter): CfnCondition {
  return new CfnCondition(parameter.stack, `Has${parameter.node.id}`, {
    expression: Fn.conditionNot(Fn.conditionEquals(parameter.valueAsString, '')),
  });
}

/** The console shows parameters under these headings, in this order. */
export function groupParameters(
  scope: Construct & { readonly templateOptions: { metadata?: Record<string, unknown> } },
  groups: Readonly<Record<string, readonly CfnParameter[]>>,
): void {
  const ParameterGroups = Object.entries(groups).map(([label, parameters]) => ({
    Label: { default: label },
    Parameters: parameters.map((parameter) => parameter.logicalId),
  }));
  scope.templateOptions.metadata = { 'AWS::CloudFormation::Interface': { ParameterGroups } };
}

import { Duration } from 'aws-cdk-lib';
import { Policy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime, Version } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { DEFAULT_ROLE_NAME } from '../member-role/definition.ts';
import { justifiedWildcards } from '../tools/justified-wildcards.ts';
import { environmentOf } from './environment.ts';
import { packagedCode } from './packaged-code.ts';
import type { Places } from './places.ts';
import type { IamUserDataCollectorProps, Step } from './props.ts';
import { policyOfStep } from './step-policies.ts';
import { stepRole } from './step-role.ts';

export interface StepFunctionProps {
  readonly step: Step;
  readonly description: string;
  /** @defaultValue a new one */
  readonly role?: Role;
  readonly collector: IamUserDataCollectorProps;
  readonly places: Places;
}

/** The longest that AWS Lambda lets a function run. */
export const FUNCTION_TIMEOUT = Duration.minutes(15);

/** One function, with a role and a log group of its own. */
export class StepFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: StepFunctionProps) {
    super(scope, id);
    const { step, description, collector, places } = props;
    const logGroup = new LogGroup(this, 'Log', {
      retention: collector.logRetention ?? RetentionDays.THREE_MONTHS,
    });
    this.role = props.role ?? stepRole(this, 'Role', props);
    const policy = this.#allow(props, logGroup);
    const { code, sha256 } = collector.code?.[step] ?? packagedCode(step);
    this.function = new LambdaFunction(this, 'Function', {
      description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code,
      role: this.role,
      logGroup,
      timeout: FUNCTION_TIMEOUT,
      memorySize: collector.memorySize ?? 1024,
      environment: environmentOf(collector, places),
    });
    this.function.node.addDependency(policy);
    if (sha256 !== undefined) this.#pin(sha256);
  }

  #allow({ step, collector, places }: StepFunctionProps, logGroup: LogGroup): Policy {
    const document = policyOfStep(step, places, collector.roleName ?? DEFAULT_ROLE_NAME);
    // In place of AWSLambdaBasicExecutionRole, which may write to every log group.
    document.addStatements(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    const policy = new Policy(this, 'Policy', { document, roles: [this.role] });
    justifiedWildcards(
      policy,
      [document],
      'One role name in any account, one folder of a bucket, calls that take no resource.',
    );
    return policy;
  }

  /** The version is for nothing but its check: it cannot be made of a zip with another digest. */
  #pin(codeSha256: string): void {
    new Version(this, 'Pin', { lambda: this.function, codeSha256 });
  }
}

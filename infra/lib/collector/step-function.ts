import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime, Version } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { DEFAULT_ROLE_NAME } from '../member-role/definition.ts';
import { justifiedWildcards } from '../tools/justified-wildcards.ts';
import { environmentOf } from './environment.ts';
import { packagedCode } from './packaged-code.ts';
import type { Places } from './places.ts';
import type { IamUserDataCollectorProps, Step } from './props.ts';
import { KEY_POLICY, policyOfKey, policyOfStep } from './step-policies.ts';

export interface StepFunctionProps {
  readonly step: Step;
  readonly description: string;
  /** @defaultValue a name that CloudFormation makes */
  readonly roleName?: string;
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
    this.role = this.#roleFor(props);
    // In place of AWSLambdaBasicExecutionRole, which may write to every log group.
    logGroup.grantWrite(this.role);
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
    if (sha256 !== undefined) this.#pin(sha256);
  }

  #roleFor({ step, description, roleName, collector, places }: StepFunctionProps): Role {
    const { key, roleName: memberRoleName = DEFAULT_ROLE_NAME } = collector;
    const policy = policyOfStep(step, places, memberRoleName);
    const role = new Role(this, 'Role', {
      description,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        [step]: policy,
        ...(key !== undefined && { [KEY_POLICY]: policyOfKey(key.keyArn) }),
      },
      ...(roleName !== undefined && { roleName }),
    });
    justifiedWildcards(
      role,
      [policy],
      'One role name in any account, one folder of a bucket, calls that take no resource.',
    );
    return role;
  }

  /** The version is for nothing but its check: it cannot be made of a zip with another digest. */
  #pin(codeSha256: string): void {
    new Version(this, 'Pin', { lambda: this.function, codeSha256 });
  }
}

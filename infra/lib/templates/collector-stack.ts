import { Aws, CfnOutput, CfnRule, Duration, Fn, TimeZone } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { TOOL } from '../../../src/version.ts';
import { DataBucket } from '../collector/data-bucket.ts';
import { IamUserDataCollector } from '../collector/iam-user-data-collector.ts';
import { addCodeParameters } from './code-parameters.ts';
import { addOutputs } from './collector-outputs.ts';
import {
  addAccessParameters,
  addRunParameters,
  addSettingParameters,
  addStorageParameters,
  addWatchParameters,
} from './collector-parameters.ts';
import { scheduleIs, tellIf, useKeyIf } from './decided-by-parameters.ts';
import { equals, groupParameters, isSet } from './parameters.ts';
import { addPermissionsBoundary } from './permissions-boundary.ts';
import { TemplateStack } from './template-stack.ts';

const DESCRIPTION = `${TOOL.name} ${TOOL.version}: one row for every IAM user of an organization.`;

/** The template of the collector: parameters in place of properties, both sizes in one. */
export class CollectorStack extends TemplateStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, DESCRIPTION);
    const access = addAccessParameters(this);
    const run = addRunParameters(this);
    const storage = addStorageParameters(this);
    const settings = addSettingParameters(this);
    const watch = addWatchParameters(this);
    const boundary = addPermissionsBoundary(this);
    const code = addCodeParameters(this);

    const snapshotRetention = Duration.days(storage.snapshotDays.valueAsNumber);
    const runRetention = Duration.days(storage.runDays.valueAsNumber);
    const prefix = storage.prefix.valueAsString;
    const own = new DataBucket(this, 'Data', { prefix, snapshotRetention, runRetention }).bucket;
    const givenBucket = isSet(storage.bucketName).logicalId;
    const either = (given: string, otherwise: string) =>
      Fn.conditionIf(givenBucket, given, otherwise).toString();
    const bucketName = either(storage.bucketName.valueAsString, own.bucketName);

    const conditions = {
      single: equals(run.size, 'single', 'IsSingle'),
      distributed: equals(run.size, 'distributed', 'IsDistributed'),
    };
    const collector = new IamUserDataCollector(this, 'Collector', {
      organizationId: access.organizationId.valueAsString,
      roleName: access.roleName.valueAsString,
      externalId: access.externalId.valueAsString,
      collectorRoleName: access.collectorRoleName.valueAsString,
      settings: mapValues(settings, (parameter) => parameter.valueAsString),
      bucket: Bucket.fromBucketName(this, 'Target', bucketName),
      bucketOwner: either(storage.bucketOwner.valueAsString, Aws.ACCOUNT_ID),
      prefix,
      runStoreBucket: own,
      key: Key.fromKeyArn(this, 'Key', storage.keyArn.valueAsString),
      schedule: ScheduleExpression.expression(
        run.schedule.valueAsString,
        TimeZone.of(run.timeZone.valueAsString),
      ),
      conditions,
      maxConcurrency: run.maxConcurrency.valueAsNumber,
      maxItemsPerBatch: run.maxItemsPerBatch.valueAsNumber,
      memorySize: run.memorySize.valueAsNumber,
      code: code.code,
      minCoverage: watch.minCoverage.valueAsNumber,
      maxSnapshotAgeHours: watch.maxAgeHours.valueAsNumber,
      logRetention: watch.logDays.valueAsNumber,
    });
    useKeyIf(isSet(storage.keyArn), storage.keyArn, this);
    tellIf(isSet(watch.topicArn), watch.topicArn, collector.alarms);
    scheduleIs(run.scheduleState, this);

    new CfnRule(this, 'OwnerOfGivenBucket', {
      ruleCondition: Fn.conditionNot(Fn.conditionEquals(storage.bucketName.valueAsString, '')),
      assertions: [
        {
          assert: Fn.conditionNot(Fn.conditionEquals(storage.bucketOwner.valueAsString, '')),
          assertDescription: 'S3BucketOwner must be set where S3BucketName is.',
        },
      ],
    });
    addOutputs(this, collector, conditions);
    new CfnOutput(this, 'DataLocation', { value: `s3://${bucketName}/${prefix}/` });
    new CfnOutput(this, 'CollectorRoleArn', {
      value: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${access.collectorRoleName.valueAsString}`,
    });
    groupParameters(this, {
      'The organization': Object.values(access),
      Code: [code.bucketName],
      'The run': Object.values(run),
      'The data': Object.values(storage),
      Settings: Object.values(settings),
      'Alarms and logs': Object.values(watch),
      Roles: [boundary],
    });
  }
}

function mapValues<Key extends string, Value, Result>(
  record: Readonly<Record<Key, Value>>,
  map: (value: Value) => Result,
): Readonly<Record<Key, Result>> {
  const entries = Object.entries<Value>(record).map(([key, value]) => [key, map(value)] as const);
  return Object.fromEntries(entries) as Record<Key, Result>;
}

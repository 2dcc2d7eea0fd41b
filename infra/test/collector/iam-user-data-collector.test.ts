import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { anApp, collectorIn, templateWith } from '../helpers/one-stack.ts';

describe('the construct of the collector', () => {
  it('makes one function by itself, and no condition', () => {
    const template = templateWith();

    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 0);
    expect(template.toJSON()).not.toHaveProperty('Conditions');
  });

  it('makes a state machine of three functions where it is distributed', () => {
    const template = templateWith({ size: 'distributed' });

    template.resourceCountIs('AWS::Lambda::Function', 3);
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
  });

  it('writes the list of results without a flag of the application that uses it', () => {
    const { Resources } = templateWith({ size: 'distributed' }).toJSON();

    expect(JSON.stringify(Resources)).toContain('\\"ResultWriter\\":');
  });

  it('uses the bucket, the key and the topic that it is given, and makes none', () => {
    const stack = new Stack(anApp(), 'Stack');
    const { alarms } = collectorIn(stack, {
      bucket: Bucket.fromBucketName(stack, 'Bucket', 'amzn-s3-demo-bucket'),
      prefix: '',
      key: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/1234abcd'),
      alarmTopic: Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111122223333:alarms'),
    });

    const template = Template.fromStack(stack);

    template.resourceCountIs('AWS::S3::Bucket', 0);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          S3_BUCKET_NAME: 'amzn-s3-demo-bucket',
          S3_PREFIX: '',
          RUN_STORE: 's3://amzn-s3-demo-bucket/_iam-users',
          KMS_KEY_ID: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd',
        }),
      },
    });
    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: ['arn:aws:sns:us-east-1:111122223333:alarms'],
    });
    expect(alarms).toHaveLength(5);
  });

  it('passes settings on by their keys', () => {
    const template = templateWith({
      settings: { columns: 'all', freshness: 'live' },
      minCoverage: 90,
    });

    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({ COLUMNS: 'all', FRESHNESS: 'live', MIN_COVERAGE: '90' }),
      },
    });
  });

  it('runs when it is told to', () => {
    const template = templateWith({
      schedule: ScheduleExpression.rate(Duration.days(7)),
      scheduleEnabled: false,
    });

    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(7 days)',
      State: 'DISABLED',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { deployed, statementsOf } from '../helpers/deployed.ts';

describe('the schedule', () => {
  it.each([
    ['single', 'SingleSchedule', 'SingleCollectFunction.Arn'],
    ['distributed', 'DistributedSchedule', 'DistributedRunStateMachine'],
  ])('of size %s passes the scheduled time on, which makes the run id', (Size, id, target) => {
    const { properties } = deployed({ Size })[id] ?? {};

    expect(properties).toMatchObject({
      ScheduleExpression: 'cron(0 2 * * ? *)',
      ScheduleExpressionTimezone: 'UTC',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      Target: { Arn: target, DeadLetterConfig: { Arn: 'DeadLetters.Arn' } },
    });
    expect(JSON.parse(properties.Target.Input)).toEqual({
      'detail-type': 'Scheduled Event',
      time: '<aws.scheduler.scheduled-time>',
      resources: ['<aws.scheduler.schedule-arn>'],
    });
  });

  it('may start its run and leave its dead letters, and nothing else', () => {
    const statements = statementsOf(deployed(), 'SingleScheduleRole');

    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['lambda:InvokeFunction', 'SingleCollectFunction.Arn'],
      ['sqs:SendMessage', 'DeadLetters.Arn'],
    ]);
  });

  it('can be off, and at another time', () => {
    const { SingleSchedule } = deployed({
      ScheduleState: 'DISABLED',
      Schedule: 'rate(7 days)',
      ScheduleTimeZone: 'Europe/Berlin',
    });

    expect(SingleSchedule?.properties).toMatchObject({
      State: 'DISABLED',
      ScheduleExpression: 'rate(7 days)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
    });
  });
});

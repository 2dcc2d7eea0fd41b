import { describe, expect, it } from 'vitest';
import { metricsOf } from '../../../src/lambda/metrics.ts';
import { manifestAccount, runResult } from '../../../test/lambda/manifest-fixture.ts';
import { ACCOUNT, deployed } from '../helpers/deployed.ts';

describe('the alarms', () => {
  const alarmsOf = (entered: Readonly<Record<string, string | number>>) =>
    Object.entries(deployed(entered)).filter(([, { type }]) => type === 'AWS::CloudWatch::Alarm');

  it.each([
    ['single', 'SingleFailedAlarm'],
    ['distributed', 'DistributedFailedAlarm'],
  ])('of size %s are five, each with a word on what to do', (Size, failed) => {
    const alarms = alarmsOf({ Size });

    expect(alarms.map(([id]) => id)).toEqual([
      failed,
      'CoverageAlarm',
      'FreshnessAlarm',
      'DeadLettersAlarm',
      'UsersLostAlarm',
    ]);
    for (const [, { properties }] of alarms) {
      expect(properties.AlarmDescription).toMatch(/^.{100,1024}$/);
    }
  });

  it('are about figures that a run has', () => {
    const result = { ...runResult([manifestAccount('111111111111')]), usersBefore: 4 };
    const measured = JSON.stringify(metricsOf(result, new Date()));
    const ours = alarmsOf({}).filter(
      ([, { properties }]) => properties.Namespace === 'IamUserDataCollector',
    );

    const names = ours.map(([, { properties }]) => properties.MetricName);

    expect(names).toEqual(['CoveragePercent', 'LatestMoved', 'UsersLostPercent']);
    expect(names.filter((name) => !measured.includes(`{"Name":"${name}"`))).toEqual([]);
    expect(measured).toContain('"Namespace":"IamUserDataCollector"');
  });

  it('go off below the coverage that is set, and if nothing is heard for the hours that are set', () => {
    const made = deployed({ MinCoverage: 80, MaxSnapshotAgeHours: 50 });

    expect(made.CoverageAlarm?.properties).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 80,
      TreatMissingData: 'notBreaching',
    });
    expect(made.FreshnessAlarm?.properties).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 3600,
      EvaluationPeriods: 50,
      DatapointsToAlarm: 50,
      TreatMissingData: 'breaching',
    });
  });

  it('go off if more than a fifth of the users are gone, or a letter is dead', () => {
    const { UsersLostAlarm, DeadLettersAlarm } = deployed();

    expect(UsersLostAlarm?.properties).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 20,
    });
    expect(DeadLettersAlarm?.properties).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
    });
  });

  it('tell the topic, if there is one', () => {
    const AlarmTopicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:alarms`;

    for (const [, { properties }] of alarmsOf({ AlarmTopicArn })) {
      expect(properties).toMatchObject({
        AlarmActions: [AlarmTopicArn],
        OKActions: [AlarmTopicArn],
      });
    }
    for (const [, { properties }] of alarmsOf({})) {
      expect(properties).not.toHaveProperty('AlarmActions');
    }
  });

  it('and the dashboard show figures that a run has', () => {
    const result = { ...runResult([manifestAccount('111111111111')]), usersBefore: 4 };
    const measured = JSON.stringify(metricsOf(result, new Date()));
    const { widgets } = JSON.parse(deployed().RunsDashboard?.properties.DashboardBody);

    const shown: readonly string[] = widgets.flatMap(
      (widget: { readonly properties: { readonly metrics?: readonly string[][] } }) =>
        (widget.properties.metrics ?? []).map(([, name]) => name),
    );

    expect(shown.length).toBeGreaterThan(8);
    expect(shown.filter((name) => !measured.includes(`{"Name":"${name}"`))).toEqual([]);
  });
});

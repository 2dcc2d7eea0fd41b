import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type RunMetric, runMetric } from './run-metrics.ts';

/** The runs at a glance: coverage, users, accounts that failed, calls. */
export class RunDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, alarms: readonly Alarm[]) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(30),
      widgets: [
        [
          new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 12, height: 4 }),
          new SingleValueWidget({
            title: 'Last run',
            metrics: metrics('CoveragePercent', 'Users', 'AccessKeys', 'AccountsFailed'),
            width: 12,
            height: 4,
          }),
        ],
        [
          graph('Coverage, percent', 'CoveragePercent'),
          graph('Accounts', 'AccountsCollected', 'AccountsPartial', 'AccountsFailed'),
        ],
        [graph('Users', 'Users', 'AccessKeys'), graph('Calls', 'Calls', 'Throttles')],
      ],
    });
  }
}

function graph(title: string, ...names: readonly RunMetric[]): GraphWidget {
  return new GraphWidget({ title, left: metrics(...names), width: 12 });
}

function metrics(...names: readonly RunMetric[]) {
  return names.map((name) => runMetric(name, { period: Duration.days(1), label: name }));
}

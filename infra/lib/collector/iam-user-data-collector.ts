import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DEFAULT_COLLECTOR_ROLE_NAME, DEFAULT_MIN_COVERAGE } from '../member-role/definition.ts';
import {
  coverageAlarm,
  deadLetterAlarm,
  freshnessAlarm,
  tell,
  usersLostAlarm,
} from '../observability/alarms.ts';
import { RunDashboard } from '../observability/run-dashboard.ts';
import { onlyWhen } from '../tools/only-when.ts';
import { DataBucket } from './data-bucket.ts';
import { DistributedSize } from './distributed-size.ts';
import { placesOf, prefixOf } from './places.ts';
import type { IamUserDataCollectorProps } from './props.ts';
import { deadLetterQueue } from './run-schedule.ts';
import { SingleSize, type SizeProps } from './single-size.ts';
import { stepRole } from './step-role.ts';

/** Collects the IAM users of an organization on a schedule, and says when it could not. */
export class IamUserDataCollector extends Construct {
  /** The bucket of the data. */
  readonly bucket: IBucket;
  /** One function; `undefined` in a distributed collector. */
  readonly single: SingleSize | undefined;
  /** A state machine; `undefined` in a collector of one function. */
  readonly distributed: DistributedSize | undefined;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: IamUserDataCollectorProps) {
    super(scope, id);
    this.bucket = props.bucket ?? this.#newBucket(props);
    const deadLetters = deadLetterQueue(this);
    const sizeProps: SizeProps = {
      collector: props,
      places: placesOf(props, this.bucket),
      // Of both sizes, so that its name is not taken while one takes the place of the other.
      collectorRole: stepRole(this, 'CollectorRole', {
        collector: props,
        description: 'IAM User Data Collector: assumes the role in every account.',
        roleName: props.collectorRoleName ?? DEFAULT_COLLECTOR_ROLE_NAME,
      }),
      deadLetters,
    };
    this.single = this.#single(sizeProps);
    this.distributed = this.#distributed(sizeProps);
    const ofEverySize = [
      coverageAlarm(this, props.minCoverage ?? DEFAULT_MIN_COVERAGE),
      freshnessAlarm(this, props.maxSnapshotAgeHours ?? 30),
      deadLetterAlarm(this, deadLetters),
      usersLostAlarm(this),
    ];
    const ofThisSize = [this.single, this.distributed].flatMap((size) => size?.failed ?? []);
    this.alarms = [...ofThisSize, ...ofEverySize];
    if (props.alarmTopic !== undefined) tell(this.alarms, props.alarmTopic);
    new RunDashboard(this, 'Runs', ofEverySize);
  }

  #newBucket(props: IamUserDataCollectorProps): IBucket {
    return new DataBucket(this, 'Data', { ...props, prefix: prefixOf(props) }).bucket;
  }

  #single(props: SizeProps): SingleSize | undefined {
    const { conditions, size = 'single' } = props.collector;
    if (conditions === undefined && size !== 'single') return undefined;
    const single = new SingleSize(this, 'Single', props);
    onlyWhen(single, conditions?.single);
    return single;
  }

  #distributed(props: SizeProps): DistributedSize | undefined {
    const { conditions, size } = props.collector;
    if (conditions === undefined && size !== 'distributed') return undefined;
    const distributed = new DistributedSize(this, 'Distributed', props);
    onlyWhen(distributed, conditions?.distributed);
    return distributed;
  }
}

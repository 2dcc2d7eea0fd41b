import type { CfnCondition, Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { SettingKey } from '../../../src/settings/setting-table.ts';

/** How the collector is deployed. Everything but the organization has a default. */
export interface IamUserDataCollectorProps extends Access, Storage, Timing, Running, Watching {}

/** Whom the collector reads. */
interface Access {
  /** `o-…` */
  readonly organizationId: string;
  /**
   * The role in every account.
   *
   * @defaultValue `iam-user-data-collector`
   */
  readonly roleName?: string;
  /** @defaultValue none */
  readonly externalId?: string;
  /**
   * The role of the collector that assumes the roles in the accounts; their trust policies name it.
   *
   * @defaultValue `iam-user-data-collector-reader`
   */
  readonly collectorRoleName?: string;
  /** Every other setting of a run, by its key in a configuration file, as text. */
  readonly settings?: Readonly<Partial<Record<OtherSetting, string>>>;
}

/** Settings that decide nothing about what is deployed, and are not of one run alone. */
export type OtherSetting = Exclude<
  SettingKey,
  | 'organizationId'
  | 'roleName'
  | 'externalId'
  | 'to'
  | 'runStore'
  | 'bucketOwner'
  | 'kmsKeyId'
  | 'minCoverage'
  | 'retryFailed'
  | 'profile'
  | 'region'
>;

/** Where the data goes. */
interface Storage {
  /**
   * The bucket for the data.
   *
   * @defaultValue a new one: private, encrypted, versioned, retained when the stack is deleted
   */
  readonly bucket?: IBucket;
  /**
   * The account that owns it.
   *
   * @defaultValue the account of the stack
   */
  readonly bucketOwner?: string;
  /**
   * The folder in the bucket, without a slash at either end.
   *
   * @defaultValue `iam-users`
   */
  readonly prefix?: string;
  /**
   * The bucket in which a run keeps its plan and what it has read. In the account and the region of
   * the stack, which AWS Step Functions asks for.
   *
   * @defaultValue the bucket for the data
   */
  readonly runStoreBucket?: IBucket;
  /**
   * Encrypts the objects and a new bucket.
   *
   * @defaultValue Amazon S3's own key
   */
  readonly key?: IKey;
  /** @defaultValue 400 days */
  readonly snapshotRetention?: Duration;
  /** @defaultValue 30 days */
  readonly runRetention?: Duration;
}

/** When it runs. */
interface Timing {
  /** @defaultValue every day at 02:00 UTC */
  readonly schedule?: ScheduleExpression;
  /** @defaultValue true */
  readonly scheduleEnabled?: boolean;
}

/** One function that does the whole job, or a state machine that spreads the accounts. */
export type Size = 'single' | 'distributed';

/** How it runs. */
interface Running {
  /**
   * `single` reads what a function can read in 15 minutes, several hundred accounts; `distributed`
   * any number.
   *
   * @defaultValue `single`
   */
  readonly size?: Size;
  /**
   * Batches of accounts that are read at the same time, in a distributed run.
   *
   * @defaultValue 10
   */
  readonly maxConcurrency?: number;
  /**
   * Accounts in a batch, in a distributed run.
   *
   * @defaultValue 10
   */
  readonly maxItemsPerBatch?: number;
  /** @defaultValue 1024 MiB */
  readonly memorySize?: number;
  /** @defaultValue the zips in this package */
  readonly code?: Readonly<Partial<Record<Step, StepCode>>>;
}

/** What a function does; also the name of its zip. */
export type Step = 'collect' | 'plan' | 'collect-account' | 'publish';

export interface StepCode {
  readonly code: Code;
  /**
   * SHA-256 of the zip in Base64: the deployment fails if the function has another.
   *
   * @defaultValue not checked, as nothing has to be for an asset, which CDK names by its digest
   */
  readonly sha256?: string;
}

/** How its operators learn of what goes wrong. */
interface Watching {
  /**
   * Percent of the accounts that must be read for `latest.json` to point to the result.
   *
   * @defaultValue 95
   */
  readonly minCoverage?: number;
  /** @defaultValue alarms that tell nobody */
  readonly alarmTopic?: ITopic;
  /**
   * How old the newest good snapshot may be before an alarm, in hours, 168 at most.
   *
   * @defaultValue 30
   */
  readonly maxSnapshotAgeHours?: number;
  /** @defaultValue three months */
  readonly logRetention?: RetentionDays;
  /** What the parameters of a template decide; not for programs. */
  readonly conditions?: CollectorConditions;
}

/** Both sizes are in the template, and each is created only if its condition holds. */
export interface CollectorConditions {
  readonly single: CfnCondition;
  readonly distributed: CfnCondition;
}

import type { CfnParameter, Stack } from 'aws-cdk-lib';
import { SETTINGS, type SettingKey } from '../../../src/settings/setting-table.ts';
import { variableOf } from '../collector/environment.ts';
import type { OtherSetting } from '../collector/props.ts';
import {
  DEFAULT_COLLECTOR_ROLE_NAME,
  DEFAULT_MIN_COVERAGE,
  DEFAULT_ROLE_NAME,
} from '../member-role/definition.ts';
import { number, optional, text } from './parameters.ts';
import { PATTERN } from './patterns.ts';

/** How the collector reads the organization. */
export function addAccessParameters(stack: Stack) {
  return {
    organizationId: text(stack, 'OrganizationId', {
      description: 'The id of the organization (o-...).',
      allowedPattern: PATTERN.organizationId,
    }),
    roleName: text(stack, 'RoleName', {
      description: 'The role in every account, as in the stack set of the member role.',
      default: DEFAULT_ROLE_NAME,
      allowedPattern: PATTERN.roleName,
    }),
    externalId: optional(stack, 'ExternalId', {
      description: described('externalId'),
      allowedPattern: PATTERN.externalId,
    }),
    collectorRoleName: text(stack, 'CollectorRoleName', {
      description: 'The role of this stack that the member roles trust.',
      default: DEFAULT_COLLECTOR_ROLE_NAME,
      allowedPattern: PATTERN.roleName,
    }),
  };
}

/** Every setting that decides nothing but the environment of the functions. */
const OTHERS = [
  'accounts',
  'ou',
  'excludeOu',
  'excludeAccounts',
  'columns',
  'rows',
  'format',
  'freshness',
  'rawCells',
  'concurrency',
  'reuse',
] as const satisfies readonly OtherSetting[];

export type SettingParameters = Readonly<Record<(typeof OTHERS)[number], CfnParameter>>;

/** The other settings, each under the name of its environment variable in Pascal case. */
export function addSettingParameters(stack: Stack): SettingParameters {
  const entries = OTHERS.map((key) => [key, settingParameter(stack, key)] as const);
  return Object.fromEntries(entries) as SettingParameters;
}

function settingParameter(stack: Stack, key: SettingKey): CfnParameter {
  const name = variableOf(key)
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
  return optional(stack, name, {
    description: `${described(key)} Empty: ${SETTINGS[key].defaultText}.`,
  });
}

/** The sentence on a setting, up to the first semicolon: what follows is about the command line. */
function described(key: SettingKey): string {
  const [sentence = ''] = SETTINGS[key].description.split(';');
  return `${sentence.replace(/[.]$/, '').replace(/ [(]see `[^)]*[)]/, '')}.`;
}

/** Where the data goes, and for how long. */
export function addStorageParameters(stack: Stack) {
  return {
    bucketName: optional(stack, 'S3BucketName', {
      description: 'A bucket that exists, for the data. Empty: the bucket of this stack.',
      allowedPattern: PATTERN.bucket,
    }),
    bucketOwner: optional(stack, 'S3BucketOwner', {
      description: 'The account that owns S3BucketName.',
      allowedPattern: PATTERN.accountId,
    }),
    prefix: text(stack, 'S3Prefix', {
      description: 'The folder in the bucket.',
      default: 'iam-users',
      allowedPattern: PATTERN.prefix,
    }),
    keyArn: optional(stack, 'KmsKeyId', {
      description: 'ARN of the AWS KMS key that encrypts the objects. Empty: the key of Amazon S3.',
      allowedPattern: PATTERN.keyArn,
    }),
    snapshotDays: number(stack, 'SnapshotRetentionDays', {
      description: 'Days after which data and manifests are deleted.',
      default: 400,
      minValue: 1,
    }),
    runDays: number(stack, 'RunRetentionDays', {
      description: 'Days after which the working files of a run are deleted.',
      default: 30,
      minValue: 2,
    }),
  };
}

/** When it runs, and as what. */
export function addRunParameters(stack: Stack) {
  return {
    size: text(stack, 'Size', {
      description: 'single: one function, for several hundred accounts. distributed: any number.',
      default: 'single',
      allowedValues: ['single', 'distributed'],
    }),
    schedule: text(stack, 'Schedule', {
      description: 'A schedule expression of Amazon EventBridge Scheduler.',
      default: 'cron(0 2 * * ? *)',
    }),
    timeZone: text(stack, 'ScheduleTimeZone', {
      description: 'The time zone of the schedule, such as Europe/Berlin.',
      default: 'UTC',
    }),
    scheduleState: text(stack, 'ScheduleState', {
      description: 'Whether the schedule is on.',
      default: 'ENABLED',
      allowedValues: ['ENABLED', 'DISABLED'],
    }),
    memorySize: number(stack, 'MemorySize', {
      description: 'Memory of every function in MiB.',
      default: 1024,
      minValue: 512,
      maxValue: 10240,
    }),
    maxConcurrency: number(stack, 'MaxConcurrency', {
      description: 'Distributed: batches of accounts that are read at the same time.',
      default: 10,
      minValue: 1,
      maxValue: 1000,
    }),
    maxItemsPerBatch: number(stack, 'MaxItemsPerBatch', {
      description: 'Distributed: accounts in a batch.',
      default: 10,
      minValue: 1,
      maxValue: 1000,
    }),
  };
}

/** How its operators learn of what goes wrong. */
export function addWatchParameters(stack: Stack) {
  return {
    topicArn: optional(stack, 'AlarmTopicArn', {
      description: 'ARN of the Amazon SNS topic that alarms go to. Empty: they tell nobody.',
      allowedPattern: PATTERN.topicArn,
    }),
    minCoverage: number(stack, 'MinCoverage', {
      description: described('minCoverage'),
      default: DEFAULT_MIN_COVERAGE,
      minValue: 0,
      maxValue: 100,
    }),
    maxAgeHours: number(stack, 'MaxSnapshotAgeHours', {
      description: 'How old the newest good snapshot may be before an alarm.',
      default: 30,
      minValue: 2,
      maxValue: 168,
    }),
    logDays: number(stack, 'LogRetentionDays', {
      description: 'Days after which log entries are deleted.',
      default: '90',
      allowedValues: ['7', '14', '30', '60', '90', '180', '365', '731', '1827', '3653'],
    }),
  };
}

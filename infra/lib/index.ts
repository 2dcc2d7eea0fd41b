export { DataBucket, type DataBucketProps } from './collector/data-bucket.ts';
export { IamUserDataCollector } from './collector/iam-user-data-collector.ts';
export type {
  IamUserDataCollectorProps,
  OtherSetting,
  Size,
  Step,
  StepCode,
} from './collector/props.ts';
export {
  MemberRole,
  type MemberRoleProps,
  type MemberRoleTrust,
} from './member-role/member-role.ts';
export {
  MemberRoleStackSet,
  type MemberRoleStackSetProps,
} from './member-role/member-role-stack-set.ts';

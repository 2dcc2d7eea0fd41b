export type { RateLimit } from './faults/rate-limits.ts';
export { readFaultRules } from './faults/read-rules.ts';
export type { CallPattern, FaultEffect, FaultRule, ServiceName } from './faults/rules.ts';
export type { PolicyDocument, Statement } from './policy/document.ts';
export { renderReport } from './report/render.ts';
export type { BehaviourOptions } from './runtime/behaviour.ts';
export type { Calls } from './runtime/calls.ts';
export { createS3, type SimulatedS3 } from './s3/s3.ts';
export { environmentOf, type SimulateOptions, simulate } from './simulate.ts';
export { type Simulation, type SimulationOptions, startSimulation } from './simulation.ts';
export type { Account, AccountState, ReportStyle, Role } from './world/account.ts';
export { demoOrganization } from './world/demo/organization.ts';
export { generateOrganization, type OrganizationOptions } from './world/generate.ts';
export type { Caller, Organization, OrganizationalUnit } from './world/organization.ts';
export type {
  AccessKey,
  ConsolePassword,
  MfaDevice,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
  Tag,
  User,
} from './world/user.ts';

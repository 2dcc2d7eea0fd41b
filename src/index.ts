export type { RunResult } from './collect/run.ts';
export { CollectorError, ERRORS, type ErrorCode, exitStatusOf } from './errors.ts';
export type { Message, Reporter } from './messages.ts';
export type { Plan, PlannedAccount } from './organization/plan.ts';
export type { Manifest, ManifestAccount } from './output/manifest.ts';
export { resolveSettings } from './settings/resolve-settings.ts';
export type { Settings } from './settings/settings.ts';
export { type CollectOptions, type Collector, createCollector, type World } from './wiring.ts';

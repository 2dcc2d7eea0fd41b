import type { TargetName } from '../targets.ts';

/** Why a figure may miss its target, shown when it does. */
export const WHY_MISSED: Partial<Readonly<Record<TargetName, string>>> = {};

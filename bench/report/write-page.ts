import type { CaseResult } from '../harness/figures.ts';

export async function writePage(_results: readonly CaseResult[] | null): Promise<void> {}

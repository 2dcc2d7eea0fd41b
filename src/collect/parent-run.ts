import { columnsNamed, factsFor } from '../columns/select.ts';
import { CollectorError } from '../errors.ts';
import type { Plan, PlanSettings } from '../organization/plan.ts';

/**
 * Refuses to adopt the accounts of a run that read something else than is needed now. The role and
 * its external id may differ: they decide what can be read, not what is so.
 *
 * @throws CollectorError `RUN_NOT_ADOPTABLE`.
 */
export function requireAdoptable(
  { runId, settings }: Plan,
  now: Pick<PlanSettings, 'freshness' | 'columns'>,
): void {
  if (settings.freshness !== now.freshness) {
    throw notAdoptable(
      `expected the freshness ${settings.freshness} that the run ${runId} has, found ${now.freshness}`,
      `Set \`--freshness ${settings.freshness}\`, or leave out \`--retry-failed\`.`,
    );
  }
  const read = factsFor(columnsNamed(settings.columns));
  const beyond = columnsNamed(now.columns).filter(({ facts }) =>
    facts.some((fact) => !read.has(fact)),
  );
  if (beyond.length === 0) return;
  const names = beyond.map(({ name }) => name).join(', ');
  throw notAdoptable(
    `expected columns whose facts the run ${runId} has read, found others too: ${names}`,
    'Choose `--columns` as for that run, or leave out `--retry-failed`.',
  );
}

function notAdoptable(message: string, remedy: string): CollectorError {
  return new CollectorError('RUN_NOT_ADOPTABLE', message, { remedy });
}

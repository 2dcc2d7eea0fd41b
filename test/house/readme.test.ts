import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnsNamed, factsFor } from '../../src/columns/select.ts';
import { EXIT } from '../../src/errors.ts';
import { ACTIONS } from '../../src/model/permissions.ts';
import { DEFAULT_COLUMNS } from '../../src/settings/column-names.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('grants the role exactly what the default columns need, and no action of a fallback', () => {
    const facts = [...factsFor(columnsNamed(DEFAULT_COLUMNS)), 'summary' as const];
    const needed = facts.flatMap((fact) => [...ACTIONS[fact].primary, ...ACTIONS[fact].newerUsers]);

    const policy = JSON.parse(/```json\n(\{.*?\n\})\n```/s.exec(README)?.[1] ?? '');

    expect(policy.Statement[0].Action).toEqual([...new Set(needed)].toSorted());
  });

  it('lists every exit status', () => {
    const listed = [...README.matchAll(/^\| (\d+) \|/gm)].map(([, status]) => Number(status));

    expect(listed).toEqual(Object.values(EXIT));
  });
});

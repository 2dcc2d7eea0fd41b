import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { needOf } from '../../src/columns/need.ts';
import { EXIT } from '../../src/errors.ts';
import { memberPolicy } from '../../src/policies/member-policy.ts';
import { DEFAULT_COLUMNS } from '../../src/settings/column-names.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('grants the role exactly what the default columns need, and no action of a fallback', () => {
    const policy = JSON.parse(/```json\n(\{.*?\n\})\n```/s.exec(README)?.[1] ?? '');

    expect(policy).toEqual(memberPolicy(needOf(DEFAULT_COLUMNS, 'report')));
  });

  it('lists every exit status', () => {
    const listed = [...README.matchAll(/^\| (\d+) \|/gm)].map(([, status]) => Number(status));

    expect(listed).toEqual(Object.values(EXIT));
  });
});

import { describe, expect, it } from 'vitest';
import { toLatestPointer } from '../../src/output/latest.ts';
import { LATEST_SHAPE, MANIFEST_SHAPE } from '../../src/output/manifest-shape.ts';
import type { FieldType, Shape } from '../../src/output/shape.ts';
import { toManifest } from '../../src/output/to-manifest.ts';
import { anOutcome } from '../model/samples.ts';
import { aPlan } from './samples.ts';

const FILE = { key: 'a.csv', format: 'csv', rows: 1, bytes: 2, sha256: 'ab' } as const;
const PROBLEM = { code: 'THROTTLED', operation: null, message: 'Often.', remedy: 'Wait.' } as const;

const MANIFEST = toManifest({
  plan: aPlan(),
  outcomes: [anOutcome({ errors: [PROBLEM] })],
  files: [FILE],
  finishedAt: '2026-03-01T12:01:00Z',
  tool: { name: 'iam-user-data-collector', version: '1.2.3' },
});

describe('what is said of the manifest and of latest.json', () => {
  it.each([
    ['manifest', MANIFEST_SHAPE, MANIFEST],
    ['latest.json', LATEST_SHAPE, toLatestPointer(MANIFEST, 'a.json')],
  ])('is about the fields of the %s, in their order', (_, shape, document) => {
    expect(fieldsOf(document)).toEqual(describedBy(shape));
  });

  it('is sentences, and what null means follows a colon', () => {
    const fields = [MANIFEST_SHAPE, LATEST_SHAPE].flatMap(allFields);

    for (const { meaning, whenNull } of fields) {
      expect(meaning).toMatch(/^[\dA-Z`].*\.$/);
      expect(whenNull ?? 'it is absent').toMatch(/^[a-zA-Z].*[^.]$/);
    }
  });
});

/** Names of fields as they are nested; of a list, those of its first item. */
function fieldsOf(value: unknown): unknown {
  if (Array.isArray(value)) return fieldsOf(value[0]);
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value).map(([name, held]) => [name, fieldsOf(held)]);
}

function describedBy({ fields }: Shape): unknown {
  return Object.entries(fields).map(([name, { type }]) => {
    const [shape] = shapesOf(type);
    return [name, shape === undefined ? null : describedBy(shape)];
  });
}

function allFields({ fields }: Shape): readonly Shape['fields'][string][] {
  const own = Object.values(fields);
  return [...own, ...own.flatMap(({ type }) => shapesOf(type).flatMap(allFields))];
}

function shapesOf(type: FieldType): readonly Shape[] {
  if (type.kind === 'object') return [type.shape];
  return type.kind === 'list' ? shapesOf(type.of) : [];
}

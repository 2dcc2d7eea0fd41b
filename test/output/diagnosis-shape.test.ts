import { describe, expect, it } from 'vitest';
import { DIAGNOSIS_SHAPE } from '../../src/output/diagnosis-shape.ts';
import { toJsonSchema } from '../../src/output/json-schema.ts';
import { shapeReference } from '../../src/output/shape-reference.ts';

describe('what is said of a diagnosis', () => {
  it('lets the clock of AWS be behind', () => {
    const { properties } = toJsonSchema(DIAGNOSIS_SHAPE) as { properties: Record<string, object> };

    expect(properties.clockAheadMs).toMatchObject({
      anyOf: [{ type: 'integer' }, { type: 'null' }],
    });
    expect(shapeReference([DIAGNOSIS_SHAPE])).toContain(
      '| `clockAheadMs` | number of milliseconds, may be negative or `null` |',
    );
  });
});

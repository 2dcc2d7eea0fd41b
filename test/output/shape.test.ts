import { describe, expect, it } from 'vitest';
import { toJsonSchema } from '../../src/output/json-schema.ts';
import { anyShape, type FieldType, listOf, objectOf, type Shape } from '../../src/output/shape.ts';
import { shapeReference } from '../../src/output/shape-reference.ts';

interface Meal {
  readonly name: string;
  readonly eatenAt: string | null;
  readonly courses: readonly Course[];
}

interface Course {
  readonly kind: 'soup' | 'cake';
  readonly grams: number;
}

const COURSE: Shape<Course> = {
  title: 'A course',
  description: 'One dish.',
  fields: {
    kind: { type: { kind: 'choice', of: ['soup', 'cake'] }, meaning: 'What it is.' },
    grams: { type: { kind: 'count', unit: 'grams' }, meaning: 'Its weight.' },
  },
  rules: [
    { sentence: 'Soup is light.', when: { kind: 'soup' }, demands: { grams: { maximum: 9 } } },
  ],
};

const EMPTY = { title: 'Nothing', description: 'Holds little.', rules: [] };

const MEAL = anyShape<Meal>({
  title: 'The meal',
  description: 'What is eaten.',
  fields: {
    name: { type: { kind: 'text', pattern: '^a|b$' }, meaning: 'What it is called.' },
    eatenAt: { type: { kind: 'instant' }, meaning: 'When.', whenNull: 'not yet' },
    courses: { type: listOf(COURSE), meaning: 'In order.' },
  },
  rules: [],
});

describe('a shape', () => {
  it('is a JSON Schema: every field required, null allowed where it means something', () => {
    const schema = toJsonSchema(MEAL);

    expect(schema).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'The meal',
      description: 'What is eaten.',
      type: 'object',
      required: ['name', 'eatenAt', 'courses'],
      properties: {
        name: { type: 'string', pattern: '^a|b$', description: 'What it is called.' },
        eatenAt: {
          anyOf: [
            {
              type: 'string',
              pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$',
            },
            { type: 'null' },
          ],
          description: 'When. null: not yet.',
        },
        courses: {
          type: 'array',
          items: {
            description: 'One dish.',
            type: 'object',
            required: ['kind', 'grams'],
            properties: {
              kind: { enum: ['soup', 'cake'], description: 'What it is.' },
              grams: { type: 'integer', minimum: 0, description: 'Its weight.' },
            },
            allOf: [
              {
                description: 'Soup is light.',
                if: { properties: { kind: { const: 'soup' } }, required: ['kind'] },
                // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema.
                then: { properties: { grams: { maximum: 9 } } },
              },
            ],
          },
          description: 'In order.',
        },
      },
    });
  });

  it('is a page: a table for each kind of object, each kind once', () => {
    const page = shapeReference([MEAL, anyShape({ ...COURSE, title: 'A snack' }), MEAL]);

    expect(page).toBe(`## The meal

What is eaten.

| field | type | meaning |
| --- | --- | --- |
| \`name\` | text like \`^a\\|b$\` | What it is called. |
| \`eatenAt\` | instant or \`null\` | When. \`null\`: not yet. |
| \`courses\` | list: [a course](#a-course) | In order. |

### A course

One dish.

| field | type | meaning |
| --- | --- | --- |
| \`kind\` | \`soup\`, \`cake\` | What it is. |
| \`grams\` | number of grams | Its weight. |

- Soup is light.

## A snack

One dish.

| field | type | meaning |
| --- | --- | --- |
| \`kind\` | \`soup\`, \`cake\` | What it is. |
| \`grams\` | number of grams | Its weight. |

- Soup is light.
`);
  });

  it.each<[FieldType, object, string]>([
    [{ kind: 'text' }, { type: 'string' }, 'text'],
    [{ kind: 'flag' }, { type: 'boolean' }, '`true` or `false`'],
    [{ kind: 'constant', value: 1 }, { const: 1 }, '`1`'],
    [{ kind: 'percent' }, { type: 'number', minimum: 0, maximum: 100 }, 'percent, 0 to 100'],
  ])('has fields of the kind %o', (type, schema, text) => {
    const shape = anyShape<{ field: string }>({
      ...EMPTY,
      fields: { field: { type, meaning: 'A.' } },
    });

    expect(toJsonSchema(shape)).toMatchObject({
      properties: { field: { ...schema, description: 'A.' } },
    });
    expect(shapeReference([shape])).toContain(`| \`field\` | ${text} | A. |`);
  });

  it('has fields that are objects', () => {
    const held = { ...EMPTY, fields: { field: { type: objectOf(COURSE), meaning: 'A.' } } };

    expect(toJsonSchema(anyShape<{ field: Course }>(held))).toMatchObject({
      properties: { field: { type: 'object', required: ['kind', 'grams'], description: 'A.' } },
    });
    expect(shapeReference([anyShape<{ field: Course }>(held)])).toContain(
      '| `field` | [a course](#a-course) | A. |',
    );
  });
});

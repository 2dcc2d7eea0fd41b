import type { Field, FieldType, Rule, Shape } from './shape.ts';

/** JSON Schema in the version of 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of a document. Fields that it does not know are allowed, since fields are added
 * without a new version.
 */
export function toJsonSchema(shape: Shape): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: shape.title,
    ...objectSchema(shape),
  };
}

function objectSchema({ description, fields, rules }: Shape): JsonSchema {
  const entries = Object.entries(fields);
  return {
    description,
    type: 'object',
    required: entries.map(([name]) => name),
    properties: Object.fromEntries(entries.map(([name, field]) => [name, fieldSchema(field)])),
    ...(rules.length === 0 ? {} : { allOf: rules.map(ruleSchema) }),
  };
}

function fieldSchema({ type, meaning, whenNull }: Field): JsonSchema {
  if (whenNull === undefined) return { ...typeSchema(type), description: meaning };
  const description = `${meaning} null: ${whenNull}.`;
  return { anyOf: [typeSchema(type), { type: 'null' }], description };
}

function typeSchema(type: FieldType): JsonSchema {
  switch (type.kind) {
    case 'text':
      return { type: 'string', ...(type.pattern === undefined ? {} : { pattern: type.pattern }) };
    case 'instant':
      return { type: 'string', pattern: INSTANT };
    case 'count':
      return { type: 'integer', minimum: 0 };
    case 'difference':
      return { type: 'integer' };
    case 'percent':
      return { type: 'number', minimum: 0, maximum: 100 };
    case 'flag':
      return { type: 'boolean' };
    case 'constant':
      return { const: type.value };
    case 'choice':
      return { enum: type.of };
    case 'list':
      return { type: 'array', items: typeSchema(type.of) };
    case 'object':
      return objectSchema(type.shape);
  }
}

const INSTANT = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$';

function ruleSchema({ sentence, when, demands }: Rule): JsonSchema {
  const values = Object.entries(when).map(([name, value]) => [name, { const: value }]);
  return {
    description: sentence,
    if: { properties: Object.fromEntries(values), required: Object.keys(when) },
    // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema.
    then: { properties: demands },
  };
}

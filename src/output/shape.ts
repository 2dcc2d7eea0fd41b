/**
 * What one kind of JSON object that a run publishes looks like. The reference page and the JSON
 * Schema derive from it, and the types see to it that no field of the object is missing.
 */
export interface Shape<Document = Readonly<Record<string, unknown>>> {
  /** What the object is, for a heading. */
  readonly title: string;
  /** One sentence or two. */
  readonly description: string;
  readonly fields: FieldsOf<Document>;
  /** What fields say about each other. */
  readonly rules: readonly Rule[];
}

/** Every field, in the order of the document; those that can be `null` say what that means. */
export type FieldsOf<Document> = {
  readonly [Name in keyof Document]-?: unknown extends Document[Name]
    ? Field
    : null extends Document[Name]
      ? Field & { readonly whenNull: string }
      : Field & { readonly whenNull?: never };
};

export interface Field {
  readonly type: FieldType;
  /** One sentence, with what a reader has to know to use it. */
  readonly meaning: string;
  /** What `null` means, to follow "`null`: ". */
  readonly whenNull?: string;
}

export type FieldType =
  /** With the pattern that it fits, as a regular expression, if it has one. */
  | { readonly kind: 'text'; readonly pattern?: string }
  | { readonly kind: 'instant' }
  /** A whole number, not below 0, of what the unit says. */
  | { readonly kind: 'count'; readonly unit: string }
  /** A whole number, below 0 too. */
  | { readonly kind: 'difference'; readonly unit: string }
  | { readonly kind: 'percent' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly of: FieldType }
  | { readonly kind: 'object'; readonly shape: Shape };

/** When the fields have these values, those fields are like that. */
export interface Rule {
  /** One sentence that says the same. */
  readonly sentence: string;
  readonly when: Readonly<Record<string, string>>;
  /** In words of JSON Schema. */
  readonly demands: Readonly<Record<string, object>>;
}

/** Forgets which type the shape describes, so that it can stand beside others. */
export function anyShape<Document>(shape: Shape<Document>): Shape {
  return { ...shape, fields: { ...shape.fields } };
}

/** One object. */
export function objectOf<Document>(shape: Shape<Document>): FieldType {
  return { kind: 'object', shape: anyShape(shape) };
}

/** A list of objects. */
export function listOf<Document>(shape: Shape<Document>): FieldType {
  return { kind: 'list', of: objectOf(shape) };
}

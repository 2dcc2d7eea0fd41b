import type { Field, FieldType, Shape } from './shape.ts';

/**
 * Documents and what they hold, in Markdown: one table of fields for each kind of object. What two
 * documents hold is described once.
 */
export function shapeReference(documents: readonly Shape[]): string {
  const described = new Set<string>();
  return documents
    .flatMap(withNested)
    .filter(({ title }) => !described.has(title) && described.add(title))
    .map((shape) => section(shape, documents.includes(shape) ? '##' : '###'))
    .join('\n');
}

/** The shape and, behind it, those that it holds, outermost first. */
function withNested(shape: Shape): readonly Shape[] {
  const held = Object.values(shape.fields).flatMap(({ type }) => heldBy(type));
  return [shape, ...held.flatMap(withNested)];
}

function heldBy(type: FieldType): readonly Shape[] {
  if (type.kind === 'object') return [type.shape];
  return type.kind === 'list' ? heldBy(type.of) : [];
}

function section({ title, description, fields, rules }: Shape, heading: string): string {
  const lines = Object.entries(fields).map(row);
  const sentences = rules.map(({ sentence }) => `- ${sentence}\n`);
  return `${heading} ${title}

${description}

| field | type | meaning |
| --- | --- | --- |
${lines.join('')}${sentences.length === 0 ? '' : `\n${sentences.join('')}`}`;
}

function row([name, { type, meaning, whenNull }]: [string, Field]): string {
  const nullable = whenNull === undefined ? '' : ' or `null`';
  const explained = whenNull === undefined ? meaning : `${meaning} \`null\`: ${whenNull}.`;
  const cells = [`\`${name}\``, `${typeText(type)}${nullable}`, explained];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}

function typeText(type: FieldType): string {
  switch (type.kind) {
    case 'text':
      return type.pattern === undefined ? 'text' : `text like \`${type.pattern}\``;
    case 'instant':
      return 'instant';
    case 'count':
      return `number of ${type.unit}`;
    case 'difference':
      return `number of ${type.unit}, may be negative`;
    case 'percent':
      return 'percent, 0 to 100';
    case 'flag':
      return '`true` or `false`';
    case 'constant':
      return `\`${type.value}\``;
    case 'choice':
      return type.of.map((value) => `\`${value}\``).join(', ');
    case 'list':
      return `list: ${typeText(type.of)}`;
    case 'object':
      return `[${type.shape.title.toLowerCase()}](#${anchorOf(type.shape.title)})`;
  }
}

/** As GitHub makes the anchors of headings. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

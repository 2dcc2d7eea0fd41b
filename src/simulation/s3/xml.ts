/** Writes one XML element: text is escaped, a list of elements is taken as it is. */
export function element(name: string, content: string | number | readonly string[]): string {
  const inner = typeof content === 'object' ? content.join('') : escapeXml(String(content));
  return `<${name}>${inner}</${name}>`;
}

/** A whole answer of Amazon S3, with the namespace that its clients expect. */
export function document(name: string, children: readonly string[]): string {
  const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
  return `${XML_DECLARATION}<${name} xmlns="${namespace}">${children.join('')}</${name}>`;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The content of every `<name>` element in a request body, in order. */
export function contentsOf(xml: string, name: string): readonly string[] {
  const pattern = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g');
  return [...xml.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** Reads escaped text, such as the quotes of an ETag in a request body. */
export function unescapeXml(text: string): string {
  return text.replace(
    /&(quot|apos|lt|gt|amp|#34|#39);/g,
    (_, name: string) => ENTITIES[name] ?? '',
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  amp: '&',
  '#34': '"',
  '#39': "'",
};

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

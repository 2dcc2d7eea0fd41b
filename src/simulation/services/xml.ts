/** An element with text; nothing for `null`, as AWS leaves out what is not there. */
export function element(name: string, value: string | number | boolean | null): string {
  return value === null ? '' : `<${name}>${escaped(String(value))}</${name}>`;
}

/** An element with a `member` for each item. */
export function list<T>(name: string, items: readonly T[], inner: (item: T) => string): string {
  const members = items.map((item) => `<member>${inner(item)}</member>`).join('');
  return `<${name}>${members}</${name}>`;
}

export function escaped(text: string): string {
  return /[&<>"\r]/.test(text)
    ? text.replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? '')
    : text;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

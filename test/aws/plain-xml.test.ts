import { IAMClient } from '@aws-sdk/client-iam';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlainXml } from '../../src/aws/plain-xml.ts';

/** The SDK's own, which no product code has touched. */
const bySdk = (xml: string): unknown => {
  const { protocol } = new IAMClient({ region: 'us-east-1' }).config;
  return (
    protocol as unknown as { deserializer: { parseXml: (xml: string) => unknown } }
  ).deserializer.parseXml(xml);
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#xD;',
};

const escaped = (text: string) => text.replace(/[&<>"'\r]/g, (found) => ESCAPES[found] ?? '');

interface Node {
  readonly name: string;
  readonly content: string | readonly Node[];
}

const { node } = fc.letrec<{ node: Node; children: readonly Node[] }>((tie) => ({
  node: fc.record({
    name: fc.constantFrom('member', 'UserName', 'Tags', 'Arn', 'A', 'AB'),
    content: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\r\0]/g, '')),
      tie('children'),
    ),
  }),
  children: fc.array(tie('node'), { maxLength: 4 }),
}));

/** As the simulation writes it, or laid out in lines as AWS does. */
const render = ({ name, content }: Node, indent: string | null): string => {
  if (typeof content === 'string') return `<${name}>${escaped(content)}</${name}>`;
  if (content.length === 0) return `<${name}/>`;
  const gap = indent === null ? '' : `\n${indent}  `;
  const inner = content.map((child) => gap + render(child, indent === null ? null : `${indent}  `));
  return `<${name}>${inner.join('')}${indent === null ? '' : `\n${indent}`}</${name}>`;
};

describe('parsePlainXml', () => {
  it('gives what the parser of the SDK gives', () => {
    fc.assert(
      fc.property(
        fc.array(node, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (nodes, laidOut) => {
          const body = render({ name: 'Answer', content: nodes }, laidOut ? '' : null);
          const xml = body.replace('<Answer', '<Answer xmlns="https://iam.amazonaws.com/doc/"');

          expect(parsePlainXml(xml)).toEqual(bySdk(xml));
        },
      ),
    );
  });

  it.each([
    ['text of one line', '<R><A>x</A></R>', { A: 'x' }],
    ['a declaration before it', '<?xml version="1.0"?>\n<R><A>x</A></R>\n', { A: 'x' }],
    ['blanks that are text', '<R><A>  </A></R>', { A: '  ' }],
    ['blanks that lay out', '<R>\n <A>\n </A>\n</R>', { A: '' }],
    ['elements of one name', '<R><A/><A>1</A><A><B>2</B></A></R>', { A: ['', '1', { B: '2' }] }],
    ['entities', '<R><A>&lt;&#65;&#x42;&amp;amp;&nbsp;</A></R>', { A: '<AB&amp;' }],
    [
      'text that is not ASCII',
      '<R><A>Jürgen Müller-Lüdenscheidt</A></R>',
      { A: 'Jürgen Müller-Lüdenscheidt' },
    ],
  ])('reads %s', (_, xml, expected) => {
    const read = parsePlainXml(xml);

    expect(read).toEqual(expected);
    expect(bySdk(xml)).toEqual(expected);
  });

  it('reads characters beyond U+FFFF that are written as numbers', () => {
    expect(parsePlainXml('<R><A>&#x1D400;&#119809;&#xFFFFFF;</A></R>')).toEqual({ A: '𝐀𝐁\uFFFD' });
  });

  it.each([
    ['an attribute', '<R><A a="1">x</A></R>'],
    ['another attribute of the root', '<R a="1"><A>x</A></R>'],
    ['a comment', '<R><!-- x --><A>x</A></R>'],
    ['characters that are not parsed', '<R><A><![CDATA[x]]></A></R>'],
    ['an instruction', '<R><?x y?><A>x</A></R>'],
    ['a document type', '<!DOCTYPE R><R><A>x</A></R>'],
    ['text beside elements', '<R>x<A>x</A></R>'],
    ['text behind elements', '<R><A>x</A>x</R>'],
    ['blanks beside elements', '<R> <A>x</A></R>'],
    ['nothing but text', '<R>x</R>'],
    ['an end tag with blanks', '<R><A>x</A ></R>'],
    ['an end tag of another element', '<R><A>x</B></R>'],
    ['a missing end', '<R><A>x</A>'],
    ['half of a tag', '<R><A>x</A'],
    ['something behind the end', '<R><A>x</A></R><R/>'],
    ['the line ends of another system', '<R>\r\n<A>x</A></R>'],
    ['a name that every object has', '<R><constructor>x</constructor></R>'],
    ['the name of the prototype', '<R><__proto__>x</__proto__></R>'],
    ['a namespace in a name', '<R><a:A>x</a:A></R>'],
    ['no XML', '{"A":"x"}'],
    ['nothing', ''],
  ])('leaves %s to the SDK', (_, xml) => {
    expect(parsePlainXml(xml)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/model/text-order.ts';

describe('compareText', () => {
  it('puts what lies beyond U+FFFF behind what lies before it, unlike JavaScript', () => {
    const texts = ['\u{1F600}', '\uFF20', 'z', 'Z', ''];

    expect(texts.toSorted(compareText)).toEqual(['', 'Z', 'z', '\uFF20', '\u{1F600}']);
  });

  it('orders as the UTF-8 bytes do', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('a', 'b', '\uD7FF', '\uE000', '\uFFFF', '\u{10000}') }),
    );

    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));

        expect(Math.sign(compareText(left, right))).toBe(bytes);
      }),
    );
  });
});

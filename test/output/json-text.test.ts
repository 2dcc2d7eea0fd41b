import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../src/output/json-text.ts';

describe('jsonText', () => {
  it('is compact, and sorts keys by their UTF-8 bytes', () => {
    const object = new Map([
      ['\u{1F600}', '1'],
      ['\uFF20', '2'],
      ['b', '3'],
      ['B', '4'],
    ]);

    expect(jsonText({ object })).toBe('{"B":"4","b":"3","\uFF20":"2","\u{1F600}":"1"}');
  });

  it('keeps the order of arrays, and every kind of value', () => {
    expect(jsonText(['b', 1, true, null, [], { object: new Map() }])).toBe(
      '["b",1,true,null,[],{}]',
    );
  });

  it('escapes line separators in keys and values', () => {
    const object = new Map([['a\u2028', 'b\u2029c\u2028']]);

    expect(jsonText({ object })).toBe('{"a\\u2028":"b\\u2029c\\u2028"}');
  });

  it('escapes lone surrogates, which UTF-8 cannot hold', () => {
    expect(jsonText(['\uD800', '\u{1F600}'])).toBe('["\\ud800","\u{1F600}"]');
  });

  it('writes __proto__ as the key it is', () => {
    expect(jsonText({ object: new Map([['__proto__', 'x']]) })).toBe('{"__proto__":"x"}');
  });

  it('is read back as it was', () => {
    const keys = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', '\uDC00'));

    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.string({ unit: 'binary' }))), (entries) => {
        const object = new Map(entries);

        const read: unknown = JSON.parse(jsonText({ object }));

        expect(new Map(Object.entries(Object(read)))).toEqual(new Map(object));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutTo,
  displayWidth,
  padTo,
  printable,
  printableJson,
  wrap,
} from '../../src/cli/terminal-text.ts';

const anyText = fc.string({ unit: 'binary' });

describe('printable', () => {
  it.each([
    ['two\nlines', 'two\\nlines'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['\u009b2J', '\\u009b2J'],
    ['a\u202eb', 'a\\u202eb'],
    ['a\u2028b', 'a\\u2028b'],
    ['\ud800', '\\ud800'],
    ['tab\tend\r', 'tab\\tend\\r'],
    ['Überprüfung 日本 👩‍👩‍👧', 'Überprüfung 日本 👩‍👩‍👧'],
  ])('makes %j %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});

describe('printableJson', () => {
  it('parses back to the same value and steers no terminal', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = printableJson({ text }, 2);

        expect(JSON.parse(json)).toEqual({ text });
        expect(json).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
    );
  });
});

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['日本', 4],
    ['👩‍👩‍👧', 2],
    ['e\u0301', 1],
    ['\u200b', 0],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('cutTo', () => {
  it('never gives more than the width, and the whole text if it fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const cut = cutTo(text, width);

        expect(displayWidth(cut)).toBeLessThanOrEqual(width);
        if (displayWidth(text) <= width) expect(cut).toBe(text);
      }),
    );
  });

  it('counts wide letters twice', () => {
    expect(cutTo('日本語の名前', 7)).toBe('日本語…');
  });
});

describe('padTo', () => {
  it('fills up to the width', () => {
    expect(padTo('日本', 6)).toBe('日本  ');
    expect(padTo('abcdef', 3)).toBe('abcdef');
  });
});

describe('wrap', () => {
  it('breaks between words and loses none', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^\w{1,12}$/), { minLength: 1 }), (words) => {
        const lines = wrap(words.join(' '), 20);

        expect(lines.join(' ').split(' ')).toEqual(words);
        expect(lines.every((line) => line.length <= 20)).toBe(true);
      }),
    );
  });

  it('leaves a word whole that is longer than a line', () => {
    expect(wrap('see https://example.com/long for more', 10)).toEqual([
      'see',
      'https://example.com/long',
      'for more',
    ]);
  });
});

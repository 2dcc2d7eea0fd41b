import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginAhead } from '../../src/collect/begin-ahead.ts';

/** Takes so many, and says which things were begun by then. */
const begunAfterTaking = (count: number, ahead: number) => {
  const begun: number[] = [];
  const begin = (thing: number) => begun.push(thing);
  const taken = beginAhead([1, 2, 3, 4, 5, 6], begin, ahead);
  for (let index = 0; index < count; index += 1) taken.next();
  return begun;
};

describe('beginning ahead', () => {
  it('begins nothing before the first is taken', () => {
    expect(begunAfterTaking(0, 2)).toEqual([]);
  });

  it('begins what is taken, and so many more', () => {
    expect(begunAfterTaking(1, 2)).toEqual([1, 2, 3]);
    expect(begunAfterTaking(2, 2)).toEqual([1, 2, 3, 4]);
    expect(begunAfterTaking(2, 0)).toEqual([1, 2]);
  });

  it('gives what was begun in the order of the things, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat({ max: 10 }), (things, ahead) => {
        const begin = (thing: number) => ({ thing });

        const taken = [...beginAhead(things, begin, ahead)];

        expect(taken).toEqual(things.map((thing) => ({ thing })));
      }),
    );
  });
});

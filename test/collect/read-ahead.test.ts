import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAhead } from '../../src/collect/read-ahead.ts';

describe('reading ahead', () => {
  it('gives the results in the order of the things, in whatever order they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat({ max: 50 })),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 100 }),
        async (scheduler, things, atATime, maxWaiting) => {
          const read = (thing: number) => scheduler.schedule(Promise.resolve(thing));
          const options = { atATime, maxWaiting, sizeOf: (thing: number) => thing };

          const results = collect(readAhead(things, read, options));
          await scheduler.waitFor(results);

          expect(await results).toEqual(things);
        },
      ),
    );
  });

  it('has so many readings under way as it may, and no more', async () => {
    const reading = countedReading();
    const results = readAhead(numbers(20), reading.read, {
      atATime: 4,
      maxWaiting: 1,
      sizeOf: () => 0,
    });

    await collect(results);

    expect(reading.peak).toBe(4);
  });

  it('begins no further reading while what waits is as large as may be', async () => {
    const first = gate();
    const begun: number[] = [];
    const read = async (thing: number) => {
      begun.push(thing);
      if (thing === 0) await first.promise;
      return thing;
    };
    const results = readAhead(numbers(20), read, { atATime: 4, maxWaiting: 10, sizeOf: () => 10 });

    const taken = results.next();
    await settled();
    first.resolve();
    await taken;
    const begunAfterOne = begun.length;
    for (const _ of numbers(3)) await results.next();

    expect(begunAfterOne).toBe(4);
    expect(begun).toHaveLength(8);
  });

  it('goes on with things that are larger by themselves than what may wait', async () => {
    const results = readAhead(numbers(5), async (thing) => thing, {
      atATime: 2,
      maxWaiting: 1,
      sizeOf: () => 1_000,
    });

    expect(await collect(results)).toEqual([0, 1, 2, 3, 4]);
  });

  it('throws the error of a thing when its turn comes', async () => {
    const read = async (thing: number) => {
      if (thing === 2) throw new RangeError('the third');
      return thing;
    };
    const results = readAhead(numbers(4), read, { atATime: 4, maxWaiting: 1, sizeOf: () => 0 });

    const before = [await results.next(), await results.next()];
    const third = await results.next().catch((error: unknown) => error);

    expect(before.map(({ value }) => value)).toEqual([0, 1]);
    expect(third).toEqual(new RangeError('the third'));
  });
});

function gate() {
  let resolve = () => {};
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve: () => resolve() };
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function countedReading() {
  let underWay = 0;
  const counted = {
    begun: 0,
    peak: 0,
    read: async (thing: number) => {
      counted.begun += 1;
      underWay += 1;
      counted.peak = Math.max(counted.peak, underWay);
      await settled();
      underWay -= 1;
      return thing;
    },
  };
  return counted;
}

/** All that is ready to go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function collect<T>(results: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
}

import { describe, expect, it } from 'vitest';
import { createStoreMeter } from '../../src/collect/store-meter.ts';
import { CollectorError } from '../../src/errors.ts';
import type { Store } from '../../src/ports.ts';
import { createDirectoryStore } from '../../src/store/index.ts';

/** A store whose every call takes as long as it says, and a clock that goes by it. */
function slowStore() {
  let nowMs = 0;
  const take = (ms: number) => {
    nowMs += ms;
  };
  const store: Store = {
    ...createDirectoryStore('nowhere'),
    read: async (name) => {
      take(30);
      return name.startsWith('absent') ? null : { bytes: Buffer.alloc(100_000), version: '1' };
    },
    write: async (name) => {
      take(50);
      if (name === 'refused') throw new CollectorError('STORE_ACCESS_DENIED', 'refused');
    },
  };
  return { store, take, clock: { now: () => new Date(nowMs) } };
}

describe('the meter of a store', () => {
  it('tells reads from writes, and what carries much from both', async () => {
    const { store, clock } = slowStore();
    const meter = createStoreMeter(clock);
    const watched = meter.watch(store);

    await watched.read('absent, over a new connection');
    await watched.read('absent');
    await watched.read('large');
    await watched.write('small', Buffer.alloc(10));
    await watched.write('small', Buffer.alloc(10));

    expect(meter.times()).toMatchObject({
      reads: {
        small: { count: 1, totalMs: 30, totalSquaresMs: 900 },
        large: { count: 1, totalMs: 30, bytes: 100_000 },
      },
      writes: {
        small: { count: 2, totalMs: 100, totalSquaresMs: 5_000 },
        large: { count: 0, totalMs: 0, bytes: 0 },
      },
    });
  });

  it('measures calls that fail, too', async () => {
    const { store, clock } = slowStore();
    const meter = createStoreMeter(clock);

    const watched = meter.watch(store);
    await watched.read('absent');
    const written = watched.write('refused', Buffer.alloc(10));

    await expect(written).rejects.toMatchObject({ code: 'STORE_ACCESS_DENIED' });
    expect(meter.times().writes.small).toMatchObject({ count: 1, totalMs: 50 });
  });

  it('adds up what the packing of parts takes', () => {
    const { take, clock } = slowStore();
    const meter = createStoreMeter(clock);
    const packOf = (characters: number) => () => {
      take(characters / 10);
      return { characters };
    };

    meter.packing(packOf(1_000), ({ characters }) => characters);
    const result = meter.packing(packOf(500), ({ characters }) => characters);

    expect(result).toEqual({ characters: 500 });
    expect(meter.times().packing).toEqual({ bytes: 1_500, totalMs: 150 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlaces, type Place } from '../../src/collect/places.ts';

/** Something to wait for, which the test ends. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Lets everything happen that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Someone who writes down what he does, waits for `report` without his place, and then works on. */
const worker =
  (name: string, said: string[], { held = 1, report = gate(), end = gate() } = {}) =>
  async (place: Place) => {
    said.push(`${name} begins`);
    await place.lend(held, () => report.opened);
    said.push(`${name} goes on`);
    await end.opened;
  };

describe('places', () => {
  it('are given in the order of the calls, when somebody has left', async () => {
    const places = createPlaces(1, 0);
    const said: string[] = [];
    const [first, second] = [gate(), gate()];

    const ends = [first, second].map((end, index) =>
      places.use(async () => {
        said.push(`worker ${index}`);
        await end.opened;
      }),
    );
    await settle();
    expect(said).toEqual(['worker 0']);

    first.open();
    await settle();
    expect(said).toEqual(['worker 0', 'worker 1']);

    second.open();
    await Promise.all(ends);
  });

  it('are lent out while their holders wait', async () => {
    const places = createPlaces(1, 10);
    const said: string[] = [];

    void places.use(worker('ana', said));
    void places.use(worker('ben', said));
    await settle();

    expect(said).toEqual(['ana begins', 'ben begins']);
  });

  it('are kept by holders who have too much in hand, all together', async () => {
    const places = createPlaces(1, 10);
    const said: string[] = [];

    void places.use(worker('ana', said, { held: 7 }));
    void places.use(worker('ben', said, { held: 4 }));
    void places.use(worker('cleo', said, { held: 1 }));
    await settle();

    expect(said).toEqual(['ana begins', 'ben begins']);
  });

  it('go to those who have begun before those who have not', async () => {
    const places = createPlaces(1, 10);
    const said: string[] = [];
    const report = gate();
    const end = gate();
    end.open();

    void places.use(worker('ana', said, { report, end }));
    void places.use(async () => {
      said.push('ben works');
      report.open();
      await settle();
    });
    void places.use(worker('cleo', said));
    await settle();
    await settle();

    expect(said).toEqual(['ana begins', 'ben works', 'ana goes on', 'cleo begins']);
  });

  it('are free again after a failure, of the work or of the waiting', async () => {
    const places = createPlaces(1, 10);
    const fail = async () => {
      throw new TypeError('no');
    };

    await expect(places.use(fail)).rejects.toThrow('no');
    await expect(places.use((place) => place.lend(10, fail))).rejects.toThrow('no');

    const both = await places.use((place) => place.lend(10, () => places.use(async () => 'two')));
    expect(both).toBe('two');
  });

  it('are never held by more at the same time than there are, and all get their turn', async () => {
    const waits = fc.array(fc.record({ held: fc.nat({ max: 4 }), turns: fc.nat({ max: 3 }) }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), waits, async (count, workers) => {
        const places = createPlaces(count, 6);
        let working = 0;
        let most = 0;
        const step = async (turns: number) => {
          working += 1;
          most = Math.max(most, working);
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          working -= 1;
        };

        const done = await Promise.all(
          workers.map(({ held, turns }, index) =>
            places.use(async (place) => {
              await step(turns);
              await place.lend(held, () => Promise.resolve());
              await step(turns);
              return index;
            }),
          ),
        );

        expect(most).toBeLessThanOrEqual(count);
        expect(done).toEqual(workers.map((_, index) => index));
      }),
    );
  });
});

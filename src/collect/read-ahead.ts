export interface ReadAheadOptions<R> {
  /** Readings that may be under way, or wait to be taken, at the same time. */
  readonly atATime: number;
  /** No further reading is begun while those that wait are as large as this together. */
  readonly maxWaiting: number;
  readonly sizeOf: (result: R) => number;
}

/**
 * Reads many things, and gives the results in the order of the things. What waits to be taken is bounded
 * by its size too: a few things may be as large as many others.
 */
export async function* readAhead<T, R>(
  things: Iterable<T>,
  read: (thing: T) => Promise<R>,
  { atATime, maxWaiting, sizeOf }: ReadAheadOptions<R>,
): AsyncGenerator<R, void, undefined> {
  const source = things[Symbol.iterator]();
  const begun: Promise<R>[] = [];
  let waiting = 0;

  const readOne = async (thing: T) => {
    const result = await read(thing);
    waiting += sizeOf(result);
    return result;
  };
  const beginSome = () => {
    while (begun.length < atATime && waiting < maxWaiting) {
      const next = source.next();
      if (next.done === true) return;
      const reading = readOne(next.value);
      // It is thrown when its turn comes, if it does.
      reading.catch(() => {});
      begun.push(reading);
    }
  };

  beginSome();
  for (let next = begun.shift(); next !== undefined; next = begun.shift()) {
    const result = await next;
    waiting -= sizeOf(result);
    beginSome();
    yield result;
  }
}

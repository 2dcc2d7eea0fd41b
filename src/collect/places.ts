/** Places for those who work at the same time. Whoever only waits may lend out his own. */
export interface Places {
  /** Works in a place as soon as there is one, in the order of the calls. */
  use<T>(work: (place: Place) => Promise<T>): Promise<T>;
}

export interface Place {
  /**
   * Waits for something while somebody else may work in the place, and goes on in the first that is
   * free then, before anybody who has not begun. Stays in it if too much would be held by all who wait.
   *
   * @param held - What is held meanwhile, in the unit of `mostHeld`.
   */
  lend<T>(held: number, wait: () => Promise<T>): Promise<T>;
}

/** @param mostHeld - What all who have lent out their places may hold together. */
export function createPlaces(count: number, mostHeld: number): Places {
  const newcomers: (() => void)[] = [];
  const returners: (() => void)[] = [];
  let free = count;
  let heldInAll = 0;

  const take = (line: (() => void)[]) => {
    if (free === 0) return new Promise<void>((resolve) => line.push(resolve));
    free -= 1;
    return Promise.resolve();
  };
  const give = () => {
    const next = returners.shift() ?? newcomers.shift();
    if (next === undefined) free += 1;
    else next();
  };

  const place: Place = {
    async lend(held, wait) {
      if (heldInAll + held > mostHeld) return wait();
      heldInAll += held;
      give();
      try {
        return await wait();
      } finally {
        await take(returners);
        heldInAll -= held;
      }
    },
  };

  return {
    async use(work) {
      await take(newcomers);
      try {
        return await work(place);
      } finally {
        give();
      }
    },
  };
}

import type { Timers } from '../../../src/aws/governor/governor.ts';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly work: () => void;
}

/** Time that passes only when nothing is left to do at the moment: minutes in milliseconds. */
export class VirtualClock implements Timers {
  #now = 0;
  #order = 0;
  readonly #due: Due[] = [];

  readonly now = () => this.#now;

  readonly after = (milliseconds: number, work: () => void) => {
    this.#order += 1;
    const due = { at: this.#now + Math.max(0, milliseconds), order: this.#order, work };
    this.#due.splice(this.#placeOf(due), 0, due);
    return () => {
      const place = this.#due.indexOf(due);
      if (place >= 0) this.#due.splice(place, 1);
    };
  };

  /** The latest comes first, so that the next is taken from the end. */
  #placeOf({ at, order }: Due): number {
    let low = 0;
    let high = this.#due.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#due[middle];
      const isLater =
        other !== undefined && (other.at > at || (other.at === at && other.order > order));
      if (isLater) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(milliseconds, resolve);
    });
  }

  /** Lets time pass until the work is done, or until there is nothing more to wait for. */
  async run(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    for (;;) {
      await settled();
      const next = isDone ? undefined : this.#due.pop();
      if (next === undefined) return;
      this.#now = next.at;
      next.work();
    }
  }
}

/** Until every promise that can go on has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

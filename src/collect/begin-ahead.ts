/**
 * Begins things in their order, each while so many before it are still to be taken.
 *
 * @returns What was begun, as it is taken.
 */
export function* beginAhead<T, R>(
  things: Iterable<T>,
  begin: (thing: T) => R,
  ahead: number,
): Generator<R, void, undefined> {
  const begun: R[] = [];
  for (const thing of things) {
    begun.push(begin(thing));
    if (begun.length > ahead) yield* begun.splice(0, 1);
  }
  yield* begun;
}

import type { WarmFunction, WarmOutcome } from '../../../../test/helpers/warm-function.ts';

/** What happens to the first invocation that it is about. */
export interface Mishap {
  /** What the name of the function or the event has in it, such as the id of an account. */
  readonly about: string;
  /** @defaultValue 1 */
  readonly times?: number;
  happen(invoke: WarmFunction['invoke'], event: unknown): Promise<WarmOutcome>;
}

/** The function did its work, and nobody heard of it. */
export function answerLost(name: string): Mishap['happen'] {
  return async (invoke, event) => {
    await invoke(event).outcome;
    return { name, message: 'the answer was lost' };
  };
}

/** The function was not invoked at all. */
export function refused(name: string): Mishap['happen'] {
  return () => Promise.resolve({ name, message: 'not now' });
}

/** AWS Lambda may invoke a function more than once for one event. */
export function deliveredTwice(): Mishap['happen'] {
  return async (invoke, event) => {
    const [outcome] = await Promise.all([invoke(event).outcome, invoke(event).outcome]);
    return outcome;
  };
}

/** The process is ended while it works. */
export function killed(name: string, halfWay: Promise<void>): Mishap['happen'] {
  return async (invoke, event) => {
    const invocation = invoke(event);
    await halfWay;
    invocation.kill();
    const { message } = {
      message: 'it answered before it was ended',
      ...(await invocation.outcome),
    };
    return { name, message };
  };
}

/** Invokes functions, to which each of the mishaps happens as often as it is to. */
export function mishapped<Name extends string>(
  functions: Readonly<Record<Name, WarmFunction>>,
  mishaps: readonly Mishap[],
): (name: Name, event: unknown) => Promise<WarmOutcome> {
  const counts = new Map<Mishap, number>();
  return (name, event) => {
    const target = functions[name];
    const text = `${name} ${JSON.stringify(event)}`;
    const mishap = mishaps.find(
      (each) => text.includes(each.about) && (counts.get(each) ?? 0) < (each.times ?? 1),
    );
    if (mishap === undefined) return target.invoke(event).outcome;
    counts.set(mishap, (counts.get(mishap) ?? 0) + 1);
    return mishap.happen((again) => target.invoke(again), event);
  };
}

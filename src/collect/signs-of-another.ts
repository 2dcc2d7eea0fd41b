import { type Instant, toInstant } from '../model/instant.ts';

/**
 * What speaks for it that calls about a user were answered about another one: deleted and made again
 * under the same name since the users were listed. No answer carries the user's id, so that only a
 * second list can tell; these are the reasons to ask for it.
 */
export class SignsOfAnother {
  isSeen = false;
  readonly #since: Instant;

  /** @param since - What came to be from then on may be of another user. */
  constructor(since: Instant) {
    this.#since = since;
  }

  /**
   * Looks at one answer, by when the things in it came to be. One that is older than the list of users
   * proves that they are the listed user's, since another of the name was made after that.
   *
   * @param isMoreExpected - Whether it is a sign if there is nothing in the answer.
   */
  lookAt(dates: readonly Instant[], isMoreExpected = false): void {
    const isNew = dates.every((date) => date >= this.#since);
    this.isSeen ||= dates.length === 0 ? isMoreExpected : isNew;
  }
}

/**
 * From when on a date may be later than lists that were asked for at an instant of this machine.
 *
 * The dates are by the clock of AWS, so there is a margin: the five minutes by which AWS lets a
 * request's time stamp be wrong. A date within it costs a second look that finds nothing. If the
 * clock of the machine is ahead by more, dates tell nothing; the SDK then corrects its signatures.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-signing.html
 */
export function mayBeLaterThan(listedAt: Date): Instant {
  return toInstant(new Date(listedAt.getTime() - CLOCK_MARGIN_MS));
}

const CLOCK_MARGIN_MS = 5 * 60_000;

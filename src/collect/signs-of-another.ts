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

  /** Looks at when things of the user came to be. */
  lookAt(dates: readonly (Instant | null)[]): void {
    this.isSeen ||= dates.some((date) => date !== null && date >= this.#since);
  }

  /** Looks for something that the credential report shows of the user. */
  expect(isFound: boolean): void {
    this.isSeen ||= !isFound;
  }

  /** Does both: something of what the report shows ought to be among what is listed. */
  compare(listed: readonly Instant[], reported: readonly Instant[]): void {
    this.expect(reported.length === 0 || listed.some((date) => reported.includes(date)));
    this.lookAt(listed);
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

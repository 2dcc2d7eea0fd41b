/**
 * Text without what looks like a session token or a signature: errors of foreign code may repeat
 * what was sent. Paths, ARNs and names of objects are long too, but change less often between small
 * letters, capitals and digits than random text does, where every other pair differs.
 */
export function withoutSecrets(text: string): string {
  return text.replaceAll(LONG_RUN, (run) => (looksRandom(run) ? '…' : run));
}

/** Of the characters of Base64, in both of its alphabets. */
const LONG_RUN = /[A-Za-z0-9+/=_-]{60,}/g;

const CHANGE = /[a-z](?=[A-Z0-9])|[A-Z](?=[a-z0-9])|\d(?=[A-Za-z])/g;

const RANDOM_SHARE = 0.4;

function looksRandom(run: string): boolean {
  return (run.match(CHANGE)?.length ?? 0) >= run.length * RANDOM_SHARE;
}

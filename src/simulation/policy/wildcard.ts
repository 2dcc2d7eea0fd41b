/**
 * Whether a text fits a pattern in which `*` stands for any characters and `?` for one. `${*}`,
 * `${?}` and `${$}` stand for the characters themselves.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function fitsWildcard(pattern: string, text: string): boolean {
  const tokens = tokensOf(pattern);
  let [p, t, star, retry] = [0, 0, -1, 0];
  while (t < text.length) {
    const token = tokens[p];
    if (token === '*') {
      star = p;
      retry = t;
      p += 1;
    } else if (token !== undefined && (token === '?' || literalOf(token) === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      retry += 1;
      t = retry;
    } else {
      return false;
    }
  }
  while (tokens[p] === '*') p += 1;
  return p === tokens.length;
}

function tokensOf(pattern: string): readonly string[] {
  return pattern.match(/\$\{[*?$]\}|./gs) ?? [];
}

function literalOf(token: string): string | undefined {
  return token.length > 1 ? token[2] : token;
}

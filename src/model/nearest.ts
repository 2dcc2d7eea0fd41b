/**
 * The candidate that was most likely meant by `word`; `null` if none is near.
 *
 * Letter case and punctuation do not count: `--role_name`, `ROLE-NAME` and `roleName` are one word
 * to a reader.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const [best] = candidates
    .map((candidate) => ({ candidate, edits: editDistance(plain(word), plain(candidate)) }))
    .toSorted((left, right) => left.edits - right.edits);
  if (best === undefined) return null;
  return best.edits <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : null;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Levenshtein's: how many letters must be inserted, deleted or replaced. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length }, (_, column) => column + 1);
  let distance = to.length;
  for (const [row, letter] of Array.from(from).entries()) {
    let diagonal = row;
    distance = row + 1;
    above = above.map((up, column) => {
      const replaced = diagonal + Number(letter !== to.charAt(column));
      distance = Math.min(up + 1, distance + 1, replaced);
      diagonal = up;
      return distance;
    });
  }
  return distance;
}

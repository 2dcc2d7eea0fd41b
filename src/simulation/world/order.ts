/** IAM lists users, groups and report rows by name without regard to case, not by bytes. */
export function compareNames(a: { readonly name: string }, b: { readonly name: string }): number {
  const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

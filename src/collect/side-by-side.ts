/**
 * Like `Promise.all`, but a failure waits for the rest: no call goes on about an account that is done
 * with, and what else went wrong in it is recorded too.
 */
export async function sideBySide<T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

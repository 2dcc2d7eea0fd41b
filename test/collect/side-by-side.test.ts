import { expect, it } from 'vitest';
import { sideBySide } from '../../src/collect/side-by-side.ts';

it('gives what each gave, in their order', async () => {
  expect(await sideBySide([Promise.resolve(1), 'two'])).toEqual([1, 'two']);
});

it('fails as the first that failed, when nothing is under way any more', async () => {
  let isSlowOneDone = false;
  const slow = new Promise<void>((resolve) => {
    setTimeout(() => {
      isSlowOneDone = true;
      resolve();
    }, 20);
  });

  await expect(sideBySide([Promise.reject(new RangeError('first')), slow])).rejects.toThrow(
    'first',
  );

  expect(isSlowOneDone).toBe(true);
});

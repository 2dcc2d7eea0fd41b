import { expect, it } from 'vitest';
import { workingTime } from '../../src/lambda/time-limits.ts';

it.each([
  [900_000, 899_000],
  [20_000, 19_000],
  [3_000, 2_625],
  [0, 0],
])('of %d ms, %d are there for everything but the answer', (remainingMs, expected) => {
  expect(workingTime(remainingMs)).toBe(expected);
});

import { expect, it } from 'vitest';
import { ceilingOf } from '../src/wiring-session.ts';

it.each([
  [{ callsPerSecond: null }, {}, null],
  [{ callsPerSecond: 50 }, {}, 50],
  [{ callsPerSecond: null }, { sharers: 10 }, 20],
  [{ callsPerSecond: 50 }, { sharers: 10 }, 5],
  [{ callsPerSecond: 50 }, { sharers: 1 }, 50],
])('a program with %j of a run with %j makes at most %j calls of IAM per second', (...row) => {
  const [settings, world, expected] = row;

  expect(ceilingOf(settings, world)).toBe(expected);
});

import { expect, it } from 'vitest';
import { bytes, counted, duration } from '../../src/cli/amounts.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1540, '1.5 kB'],
  [305_000_000, '305 MB'],
  [2e15, '2,000 TB'],
])('%i bytes are %s', (value, text) => {
  expect(bytes(value)).toBe(text);
});

it.each([
  [0, '0 s'],
  [420, '0.4 s'],
  [12_400, '12 s'],
  [59_900, '1 min 0 s'],
  [185_000, '3 min 5 s'],
  [7_260_000, '2 h 1 min'],
])('%i ms are %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

it('counts one and many', () => {
  expect([counted(1, 'account'), counted(0, 'account'), counted(12_345, 'user')]).toEqual([
    '1 account',
    '0 accounts',
    '12,345 users',
  ]);
});

import type { Random } from './random.ts';

/** An instant in UTC with whole seconds, as IAM writes it: `2026-09-11T13:14:52Z`. Sorts as text. */
export type Timestamp = string;

export const MINUTE_SECONDS = 60;
export const HOUR_SECONDS = 3600;
export const DAY_SECONDS = 86_400;

export function toTimestamp(milliseconds: number): Timestamp {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The timestamp so many seconds before another one. */
export function secondsBefore(timestamp: Timestamp, seconds: number): Timestamp {
  return toTimestamp(Date.parse(timestamp) - seconds * 1000);
}

/** The timestamp so many days before another one. */
export function daysBefore(timestamp: Timestamp, days: number): Timestamp {
  return secondsBefore(timestamp, days * DAY_SECONDS);
}

/** An instant from one to another, both included. */
export function between(random: Random, from: Timestamp, to: Timestamp): Timestamp {
  const seconds = Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
  return secondsBefore(to, random.integer(0, seconds));
}

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const UP_TO_ONE_DIGIT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** `12,345`. */
export function count(value: number): string {
  return COUNT.format(value);
}

/** `1 account`, `2 accounts`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `0.3`, `8.0`, `120`. */
export function rate(value: number): string {
  return value < 10 ? value.toFixed(1) : count(value);
}

/** `512 B`, `1.5 kB`, `305 MB`: powers of 1,000. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  const scaled = value / 1000 ** power;
  return `${scaled < 10 ? UP_TO_ONE_DIGIT.format(scaled) : count(scaled)} ${units[power]}`;
}

/** `0.4 s`, `12 s`, `3 min 5 s`, `2 h 1 min`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${UP_TO_ONE_DIGIT.format(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

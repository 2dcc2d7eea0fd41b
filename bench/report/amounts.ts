/** `1,234.5` → as many digits as tell something. */
export function amount(value: number, unit: string): string {
  if (unit === 'ms') return seconds(value);
  return `${rounded(value)} ${unit}`;
}

export function seconds(milliseconds: number): string {
  return `${rounded(milliseconds / 1000)} s`;
}

export function mebibytes(bytes: number): string {
  return `${rounded(bytes / 2 ** 20)} MiB`;
}

export function times(ratio: number): string {
  return `${rounded(ratio)} ×`;
}

export function rounded(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

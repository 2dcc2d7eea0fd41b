import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CaseResult, SizeName } from './figures.ts';

const FOLDER = fileURLToPath(new URL('../results/', import.meta.url));

/** Of an unfinished run too: each case is put down as soon as it is done. */
export async function readResult(size: SizeName, name: string): Promise<CaseResult | null> {
  try {
    return JSON.parse(await readFile(pathOf(size, name), 'utf8')) as CaseResult;
  } catch {
    return null;
  }
}

export async function writeResult(result: CaseResult): Promise<void> {
  await mkdir(`${FOLDER}${result.size}`, { recursive: true });
  await writeFile(pathOf(result.size, result.name), toJson(result));
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function pathOf(size: SizeName, name: string): string {
  return `${FOLDER}${size}/${name}.json`;
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TOOL } from '../../src/version.ts';

it('The version that manifests name is that of the package', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');

  const { name, version }: { readonly name: string; readonly version: string } = JSON.parse(text);

  expect(TOOL).toEqual({ name, version });
});

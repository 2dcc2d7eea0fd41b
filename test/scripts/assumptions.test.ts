import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ASSUMPTIONS } from '../../scripts/lib/sizes/assumptions.ts';
import { REQUESTS_PER_ACCOUNT } from '../../src/aws/connection.ts';
import { ACCOUNTS_BEGUN } from '../../src/collect/collect-accounts.ts';
import { settingsReference } from '../../src/settings/settings-reference.ts';

const TEMPLATE = new URL('../../templates/collector.template.json', import.meta.url);

describe('the assumptions about sizes', () => {
  it('are the defaults of the template', () => {
    const { Parameters } = JSON.parse(readFileSync(TEMPLATE, 'utf8'));

    expect({
      MaxConcurrency: Parameters.MaxConcurrency.Default,
      MaxItemsPerBatch: Parameters.MaxItemsPerBatch.Default,
      MemorySize: Parameters.MemorySize.Default,
    }).toEqual({
      MaxConcurrency: ASSUMPTIONS.batchesAtATime,
      MaxItemsPerBatch: ASSUMPTIONS.accountsInABatch,
      MemorySize: ASSUMPTIONS.memoryMB,
    });
  });

  it('are the defaults of the settings and the bounds of the code', () => {
    const defaultOf = (flag: string) =>
      settingsReference()
        .split('\n')
        .find((line) => line.startsWith(`| \`--${flag} `))
        ?.split(' | ')[3];

    expect(defaultOf('concurrency')).toBe(String(ASSUMPTIONS.accountsAtATime));
    expect(defaultOf('calls-per-second')).toContain(
      `${ASSUMPTIONS.distributedCallsPerSecond} in a distributed run`,
    );
    expect(REQUESTS_PER_ACCOUNT).toBe(ASSUMPTIONS.callsAtATime);
    expect(ACCOUNTS_BEGUN).toBe(ASSUMPTIONS.accountsBegun);
  });
});

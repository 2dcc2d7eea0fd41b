import { describe, expect, it } from 'vitest';
import { metricsOf } from '../../src/lambda/metrics.ts';
import { manifestAccount, runResult } from './manifest-fixture.ts';

const NOW = new Date('2026-09-11T13:14:52Z');

describe('metricsOf', () => {
  it('has no figure for a number of access keys that is unknown: it is not 0', () => {
    const { manifest } = runResult([manifestAccount('111111111111')]);

    const known = metricsOf(manifest, NOW);
    const unknown = metricsOf({ ...manifest, accessKeys: null }, NOW);

    expect(known).toHaveProperty('AccessKeys', 1);
    expect(JSON.stringify(known)).toContain('{"Name":"AccessKeys","Unit":"Count"}');
    expect(unknown).toHaveProperty('Users', manifest.users);
    expect(JSON.stringify(unknown)).not.toContain('AccessKeys');
  });
});

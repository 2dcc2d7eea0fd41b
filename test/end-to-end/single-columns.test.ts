import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/columns/columns.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { openWorld, type SimulatedWorld } from '../helpers/run-simulated.ts';

/** Its value depends on the others: it is the time of the report that they are from. */
const OF_THE_OTHERS = 'CredentialReportTime';
const ON_ITS_OWN = COLUMNS.filter(({ name }) => name !== OF_THE_OTHERS);

type Rows = readonly Readonly<Record<string, string>>[];

describe.each(['report', 'live'])('a run for one column with %s freshness', (freshness) => {
  let world: SimulatedWorld;
  let whole: Rows;

  const collect = async (columns: string) => {
    const to = join(world.directory, columns.slice(0, 40));
    const { csv, manifest } = await world.collect({ flags: { to, columns, freshness } });
    const rows: Rows = parse(csv ?? '', { columns: true });
    return { rows, manifest };
  };

  beforeAll(async () => {
    world = await openWorld(smallOrganization('single columns', { users: 5 }));
    ({ rows: whole } = await collect(COLUMNS.map(({ name }) => name).join(',')));
  });

  afterAll(() => world.close());

  it.each(ON_ITS_OWN)(
    'gives what a run for all gives, and is complete: $name',
    async ({ name }) => {
      const { rows, manifest } = await collect(name);

      expect(rows.map((row) => row[name])).toEqual(whole.map((row) => row[name]));
      expect(rows).toHaveLength(15);
      expect(manifest.status).toBe('COMPLETE');
      expect(manifest.accounts.flatMap(({ errors }) => errors)).toEqual([]);
    },
  );

  it('reads no credential report for the time of the report alone', async () => {
    const { rows, manifest } = await collect(OF_THE_OTHERS);

    expect(rows.map((row) => row[OF_THE_OTHERS])).toEqual(Array(15).fill(''));
    expect(manifest.status).toBe('COMPLETE');
    expect(manifest.accounts.map((account) => account.credentialReportTime)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { measureClockOffset } from '../../src/aws/clock-offset.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { connectedTo, NEVER } from './over-the-wire.ts';

/** Far more than an answer takes on a busy machine, and far less than what is measured. */
const TOLERANCE_MS = 60_000;

describe('the clock of AWS', () => {
  it.each([0, 3_600_000, -3_600_000])(
    'is found ahead of a machine that is %i ms behind',
    async (behindMs) => {
      const { connection } = await connectedTo(smallOrganization('clock'));
      const now = () => new Date(Date.now() - behindMs);

      const aheadMs = await measureClockOffset(connection.sts, now, NEVER);

      expect(Math.abs((aheadMs ?? Number.NaN) - behindMs)).toBeLessThan(TOLERANCE_MS);
    },
  );

  it('is not asked for if the diagnosis is stopped', async () => {
    const { connection, simulation } = await connectedTo(smallOrganization('clock'));

    const stopped = measureClockOffset(connection.sts, () => new Date(), AbortSignal.abort());

    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(simulation.calls.count()).toBe(0);
  });
});

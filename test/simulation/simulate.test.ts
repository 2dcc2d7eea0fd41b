import { afterEach, describe, expect, test } from 'vitest';
import { environmentOf, type Simulation, simulate } from '../../src/simulation/index.ts';

const running: Simulation[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulation) => simulation.close()));
});

describe('a simulation from plain values', () => {
  test('is the organization of the demo if nothing is said', async () => {
    const simulation = await simulate();
    running.push(simulation);

    expect(simulation.organization.id).toBe('o-demo0a1b2c');
    expect(environmentOf(simulation)).toEqual({
      AWS_ENDPOINT_URL: `http://127.0.0.1:${simulation.port}`,
      AWS_ACCESS_KEY_ID: 'AKIADEMODEMODEMODEMO',
      AWS_SECRET_ACCESS_KEY: 'the-simulation-does-not-check-signatures',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
    });
  });

  test('has the accounts, the users and the bucket that are asked for', async () => {
    const simulation = await simulate({ accounts: 4, users: 3, bucket: 'a-bucket' });
    running.push(simulation);

    expect(simulation.organization.accounts.map(({ users }) => users.length)).toEqual([3, 3, 3, 3]);
    expect(simulation.s3.objects('a-bucket')).toEqual([]);
  });

  test('refuses wrong fault rules', async () => {
    await expect(simulate({ faults: [{}] })).rejects.toThrow('fault rule 1: expected an `effect`');
  });

  test('knows no account that is not in the organization', async () => {
    const simulation = await simulate({ accounts: 1 });
    running.push(simulation);

    expect(() => simulation.account('1')).toThrow('the organization has no account 1');
  });
});

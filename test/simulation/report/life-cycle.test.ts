import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam';
import { afterEach, describe, expect, test } from 'vitest';
import {
  generateOrganization,
  type OrganizationOptions,
  type Simulation,
  type SimulationOptions,
  startSimulation,
} from '../../../src/simulation/index.ts';
import { iamIn } from '../clients.ts';

const HOUR_MS = 3_600_000;
const running: Simulation[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulation) => simulation.close()));
});

/** An organization of one account, and its client. */
async function start(options: SimulationOptions, world: Partial<OrganizationOptions> = {}) {
  const organization = generateOrganization({
    seed: 'a',
    accounts: 1,
    usersPerAccount: 5,
    now: new Date(),
    ...world,
  });
  const simulation = await startSimulation(organization, options);
  running.push(simulation);
  const [account] = organization.accounts;
  if (account === undefined) throw new RangeError('the organization is empty');
  const iam = await iamIn(simulation, account.id);
  return {
    simulation,
    account,
    generate: () => iam.send(new GenerateCredentialReportCommand({})),
    get: async () => {
      const { Content, GeneratedTime } = await iam.send(new GetCredentialReportCommand({}));
      return { text: new TextDecoder().decode(Content), generatedAt: GeneratedTime };
    },
  };
}

describe('the life cycle of a credential report', () => {
  test('begins with no report', async () => {
    const { get } = await start({});

    await expect(get()).rejects.toMatchObject({
      name: 'CredentialReportNotPresentException',
      Code: 'ReportNotPresent',
    });
  });

  test('has the report in progress for so many polls', async () => {
    const { generate, get } = await start({ report: { polls: 2 } });

    expect(await generate()).toMatchObject({
      State: 'STARTED',
      Description: 'No report exists. Starting a new report generation task',
    });
    expect((await generate()).State).toBe('INPROGRESS');
    await expect(get()).rejects.toMatchObject({
      name: 'CredentialReportNotReadyException',
      Code: 'ReportInProgress',
    });
    const complete = await generate();
    expect(complete.State).toBe('COMPLETE');
    expect(complete.Description).toBeUndefined();
    expect((await get()).text.split('\n')).toHaveLength(7);
  });

  test('has the report in progress until simulated time has passed', async () => {
    const { generate, get, simulation } = await start({ report: { polls: 0, takesMs: HOUR_MS } });
    await generate();
    await expect(get()).rejects.toMatchObject({ name: 'CredentialReportNotReadyException' });

    simulation.advanceClock(HOUR_MS);

    expect((await get()).text).toContain('<root_account>');
  });

  test('gives the same bytes for four hours, whatever happens to the users', async () => {
    const { generate, get, simulation, account } = await start({ report: { polls: 0 } });
    await generate();
    const before = await get();
    const [user] = account.users;

    simulation.removeUser(account.id, user?.name ?? '');
    simulation.advanceClock(3 * HOUR_MS);

    expect((await generate()).State).toBe('COMPLETE');
    expect(await get()).toEqual(before);
    expect(account.users).toHaveLength(4);
  });

  test('lets the report expire after four hours', async () => {
    const { generate, get, simulation } = await start({ report: { polls: 0 } });
    await generate();

    simulation.advanceClock(4 * HOUR_MS);

    await expect(get()).rejects.toMatchObject({ name: 'CredentialReportExpiredException' });
    expect((await generate()).State).toBe('STARTED');
  });

  test('knows a report that somebody else had made', async () => {
    const { generate, get, account } = await start({}, { reportAgeMinutes: 30 });
    const existing = account.report.existing?.generatedAt ?? '';

    expect((await generate()).State).toBe('COMPLETE');
    expect((await get()).generatedAt?.toISOString()).toBe(existing.replace('Z', '.000Z'));
  });
});

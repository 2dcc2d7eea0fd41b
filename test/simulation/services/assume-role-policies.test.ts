import { describe, expect, onTestFinished, test } from 'vitest';
import type { Simulation, Statement } from '../../../src/simulation/index.ts';
import { changeRole } from '../../helpers/policies.ts';
import { assume } from '../clients.ts';
import { accountOf, startSmall } from '../start.ts';

async function started(): Promise<Simulation> {
  const simulation = await startSmall();
  onTestFinished(() => simulation.close());
  return simulation;
}

/** The caller's only policy. */
function restrictCaller(simulation: Simulation, statement: Statement): void {
  const { caller } = simulation.organization;
  changeRole(simulation.account(caller.accountId), caller.roleName, {
    policies: [{ Statement: statement }],
  });
}

function answerOf(simulation: Simulation): Promise<string> {
  return assume(simulation, accountOf(simulation, 1).id).then(
    () => 'given',
    (error: Error) => error.message,
  );
}

describe('AssumeRole on the side of the caller', () => {
  test.each([
    ['arn:aws:iam::*:role/iam-user-data-collector', 'given'],
    ['*', 'given'],
    ['arn:aws:iam::*:role/another', 'because no identity-based policy allows the sts:AssumeRole'],
  ])('is allowed on %s: %s', async (Resource, answer) => {
    const simulation = await started();
    restrictCaller(simulation, { Effect: 'Allow', Action: 'sts:AssumeRole', Resource });

    expect(await answerOf(simulation)).toContain(answer);
  });

  test('is refused where NotResource leaves the role out', async () => {
    const simulation = await started();
    restrictCaller(simulation, {
      Effect: 'Allow',
      Action: 'sts:*',
      NotResource: 'arn:aws:iam::*:role/iam-*',
    });

    expect(await answerOf(simulation)).toContain('because no identity-based policy');
  });
});

describe('AssumeRole on the side of the role', () => {
  const trusting = (condition: NonNullable<Statement['Condition']>) => ({
    Statement: {
      Effect: 'Allow' as const,
      Principal: { AWS: '*' },
      Action: 'sts:AssumeRole',
      Condition: condition,
    },
  });

  test.each([
    ['the organization of the caller', 'o-', true],
    ['another organization', 'x-', false],
  ])('can ask for %s', async (_, prefix, given) => {
    const simulation = await started();
    const { id, roleName } = simulation.organization;
    const trustPolicy = trusting({
      StringEquals: { 'aws:PrincipalOrgID': id.replace('o-', prefix) },
    });
    changeRole(accountOf(simulation, 1), roleName, { trustPolicy });

    expect((await answerOf(simulation)) === 'given').toBe(given);
  });

  test('can ask for one role of the account of the caller', async () => {
    const simulation = await started();
    const { caller, roleName } = simulation.organization;
    const only = (name: string) =>
      changeRole(accountOf(simulation, 1), roleName, {
        trustPolicy: trusting({
          ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${caller.accountId}:role/${name}` },
        }),
      });

    only('another');
    const refused = await answerOf(simulation);
    only(caller.roleName);
    const given = await answerOf(simulation);

    expect(refused).toContain('is not authorized to perform: sts:AssumeRole');
    expect(given).toBe('given');
  });
});

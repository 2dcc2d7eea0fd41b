import { describeHarmless, type FaultRow } from '../../helpers/fault-rows.ts';
import type { FaultScene } from '../../helpers/fault-scene.ts';
import { A_YEAR_AGO, userIn } from '../../helpers/one-account.ts';

/** Something happens in the victim just before a call about it. */
function before(operation: string, what: string, change: (scene: FaultScene) => void): FaultRow {
  return {
    what,
    arrange: (scene) => {
      const { simulation, victim } = scene;
      simulation.before({ operation, accountId: victim.id }, 1, () => change(scene));
    },
  };
}

// What is true in the end is what is expected.
describeHarmless([
  before('ListAccessKeys', 'a user is deleted who was listed', ({ simulation, victim, user }) =>
    simulation.removeUser(victim.id, user.name),
  ),
  before(
    'ListAccessKeys',
    'every user of an account is deleted who was listed',
    ({ simulation, victim }) => {
      for (const { name } of [...victim.users]) simulation.removeUser(victim.id, name);
    },
  ),
  before(
    'GetCredentialReport',
    'a user is deleted before the report comes',
    ({ simulation, victim, user }) => simulation.removeUser(victim.id, user.name),
  ),
  before(
    'GetAccountSummary',
    'a user is made while the account is read',
    ({ simulation, victim }) =>
      simulation.addUser(victim.id, userIn(victim.id, 'a.new.user', { createdAt: A_YEAR_AGO })),
  ),
]);

import { describe, expect, it } from 'vitest';
import { AN_HOUR_AGO, keyOf, oneAccount, usedAt } from '../helpers/one-account.ts';
import { deny } from '../helpers/organizations.ts';

const COLUMNS = { columns: 'UserName,AccessKeyID,AccessKeyLastUsed', freshness: 'live' };
const HEADER = 'UserName,AccessKeyID,AccessKeyLastUsed\r\n';
const USED = { createdAt: AN_HOUR_AGO, lastUse: usedAt(AN_HOUR_AGO) };
const ANA_KEY = 'AKIAANA2222222222222';

function oneKeyHolder() {
  return oneAccount((user) => [user('ana'), user('ben', { accessKeys: [keyOf('BEN', USED)] })]);
}

/** Two users with a key each; AWS is asked when each was last used. */
function twoKeyHolders() {
  return oneAccount((user) => [
    user('ana', { accessKeys: [keyOf('ANA', USED)] }),
    user('ben', { accessKeys: [keyOf('BEN', USED)] }),
  ]);
}

describe('a key that is deleted before AWS tells when it was last used', () => {
  it('is gone, though AWS says that access is denied', async () => {
    const one = await oneKeyHolder();
    const { simulation } = one.world;
    simulation.before({ operation: 'GetAccessKeyLastUsed' }, 1, () =>
      simulation.changeUser(one.account.id, 'ben', (user) => ({ ...user, accessKeys: [] })),
    );

    const { csv, found } = await one.collect({ flags: COLUMNS });

    expect(csv).toBe(`${HEADER}ana,,\r\nben,,\r\n`);
    expect(found).toMatchObject({ outcome: 'collected', accessKeys: 0, dropped: 0, errors: [] });
  });

  it('is gone with its user', async () => {
    const one = await oneKeyHolder();
    const { simulation } = one.world;
    simulation.before({ operation: 'GetAccessKeyLastUsed' }, 1, () =>
      simulation.removeUser(one.account.id, 'ben'),
    );

    const { csv, found } = await one.collect({ flags: COLUMNS });

    expect(csv).toBe(`${HEADER}ana,,\r\n`);
    expect(found).toMatchObject({ outcome: 'collected', users: 1, dropped: 1, errors: [] });
  });

  it('does not hide that access is denied to others', async () => {
    const one = await twoKeyHolders();
    const { simulation } = one.world;
    deny(one.account, ['GetAccessKeyLastUsed']);
    // By the second call the keys of both are listed.
    simulation.before({ operation: 'GetAccessKeyLastUsed' }, 2, () =>
      simulation.changeUser(one.account.id, 'ben', (user) => ({ ...user, accessKeys: [] })),
    );

    const { csv, found } = await one.collect({ flags: COLUMNS });

    expect(csv).toMatch(new RegExp(`^${HEADER}ana,${ANA_KEY},unknown\r\nben,`));
    expect(found).toMatchObject({
      outcome: 'partial',
      unknownFacts: ['accessKeyLastUse'],
      errors: [{ code: 'ACCESS_DENIED', operation: 'GetAccessKeyLastUsed' }],
    });
  });
});

describe('a last use that nobody may ask for', () => {
  it('costs the account one more list of keys, however many keys it has', async () => {
    const names = ['ana', 'ben', 'cyd', 'dan', 'eva', 'fay', 'gus'];
    const one = await oneAccount((user) =>
      names.map((name) => user(name, { accessKeys: [keyOf(name.toUpperCase(), USED)] })),
    );
    deny(one.account, ['GetAccessKeyLastUsed']);

    const { found } = await one.collect({ flags: COLUMNS });

    const count = (name: string) => one.world.simulation.calls.count(`iam:${name}`, one.account.id);
    expect(count('ListAccessKeys')).toBe(names.length + 1);
    expect(count('GetAccessKeyLastUsed')).toBe(names.length);
    expect(found).toMatchObject({ outcome: 'partial', unknownFacts: ['accessKeyLastUse'] });
  });

  it('stays denied where the keys cannot be listed again', async () => {
    const one = await twoKeyHolders();
    deny(one.account, ['GetAccessKeyLastUsed']);
    one.world.simulation.setFaults([
      {
        match: { operation: 'ListAccessKeys', accountId: one.account.id },
        after: 2,
        effect: { kind: 'error', code: 'AccessDenied', status: 403 },
      },
    ]);

    const { csv, found } = await one.collect({ flags: COLUMNS });

    expect(csv).toContain(`ana,${ANA_KEY},unknown\r\n`);
    expect(found).toMatchObject({
      outcome: 'partial',
      unknownFacts: ['accessKeyLastUse'],
      errors: [{ code: 'ACCESS_DENIED', operation: 'GetAccessKeyLastUsed' }],
    });
  });
});

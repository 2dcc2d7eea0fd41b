import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { User } from '../../src/simulation/index.ts';
import {
  A_MONTH_AGO,
  deviceOf,
  keyOf,
  type OneAccount,
  oneAccount,
  passwordOf,
  userIn,
} from '../helpers/one-account.ts';
import { deny } from '../helpers/organizations.ts';
import { COLLECTED_AT } from '../helpers/run-simulated.ts';

const NAMES = ['ana', 'ben', 'cem'] as const;

const COLUMNS =
  'UserID,UserName,Tags,ConsoleAccess,MFADevices,AccessKeyID,AccessKeyLastUsed,SigningCerts,' +
  'ServiceSpecificCredentials';

/** Columns of which nobody has nothing. */
const HELD_BY_ALL = COLUMNS.split(',').filter(
  (name) => !['UserID', 'UserName', 'AccessKeyLastUsed'].includes(name),
);

type Row = Readonly<Record<string, string>>;

const OPERATIONS = [
  'GetAccountAuthorizationDetails',
  'ListUsers',
  'ListServiceSpecificCredentials',
  'GetAccountSummary',
  'GetCredentialReport',
  'ListAccessKeys',
  'ListMFADevices',
  'ListSigningCertificates',
  'ListUserTags',
  'GetLoginProfile',
] as const;

/** Something that happens just before a call is answered. */
interface Incident {
  readonly operation: (typeof OPERATIONS)[number];
  readonly nth: number;
  readonly name: (typeof NAMES)[number];
  readonly what: 'delete' | 'make again' | 'rename' | 'rotate';
}

interface Scene {
  readonly incidents: readonly Incident[];
  readonly freshness: string;
  readonly isKnown: boolean;
  readonly hidesKeys: boolean;
  readonly isBulkDenied: boolean;
}

const SCENE: fc.Arbitrary<Scene> = fc.record({
  incidents: fc.array(
    fc.record({
      operation: fc.constantFrom(...OPERATIONS),
      nth: fc.integer({ min: 1, max: 4 }),
      name: fc.constantFrom(...NAMES),
      what: fc.constantFrom('delete', 'make again', 'rename', 'rotate'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  freshness: fc.constantFrom('report', 'live'),
  isKnown: fc.boolean(),
  hidesKeys: fc.boolean(),
  isBulkDenied: fc.boolean(),
});

/** Everything that a user has names its owner. */
function belongingsOf(id: string, at: string): Partial<User> {
  return {
    id,
    tags: [{ key: 'owner', value: id }],
    password: passwordOf(at),
    mfaDevices: [{ ...deviceOf(at), serialNumber: `arn:aws:iam::000000000000:mfa/${id}` }],
    accessKeys: [keyOf(id.slice(4), { createdAt: at })],
    signingCertificates: [{ id: `CERT${id}`, status: 'Active', uploadedAt: at, body: 'PEM' }],
    serviceSpecificCredentials: [
      {
        id: `ACCA${id}`,
        serviceName: 'bedrock.amazonaws.com',
        serviceUserName: null,
        alias: 'key',
        status: 'Active',
        createdAt: at,
        expiresAt: null,
      },
    ],
  };
}

/** Distinct, and of the same length, so that none is a part of another. */
function idOf(name: string, life: number): string {
  return `AIDA${name.toUpperCase()}${life}`.padEnd(21, 'X');
}

async function makeScene({ hidesKeys, isKnown, isBulkDenied, incidents }: Scene) {
  const one = await oneAccount((user) => [
    ...NAMES.map((name) => user(name, belongingsOf(idOf(name, 0), A_MONTH_AGO))),
    ...(hidesKeys ? [user('dee', { accessKeys: THREE_KEYS })] : []),
  ]);
  const style = { ...one.account.report.style, additionalColumn: hidesKeys };
  one.account.report = { style, existing: null };
  if (isKnown) await one.collect({ flags: { columns: COLUMNS } });
  if (isBulkDenied) deny(one.account, ['GetAccountAuthorizationDetails']);
  one.world.simulation.calls.reset();
  for (const [place, incident] of incidents.entries()) letHappen(one, incident, place + 1);
  return one;
}

const THREE_KEYS = [1, 2, 3].map((n) => keyOf(`DEE${n}`, { createdAt: `2025-0${n}-15T08:00:00Z` }));

function letHappen(one: OneAccount, { operation, nth, name, what }: Incident, life: number): void {
  const { simulation } = one.world;
  const { id } = one.account;
  simulation.before({ operation, accountId: id }, nth, () => {
    const user = simulation.account(id).users.find((candidate) => candidate.name === name);
    if (user === undefined) return;
    if (what === 'rename') {
      simulation.renameUser(id, name, `${name}.renamed`);
    } else if (what === 'rotate') {
      const accessKeys = [keyOf(`${user.id.slice(4)}R`, { createdAt: COLLECTED_AT })];
      simulation.changeUser(id, name, (before) => ({ ...before, accessKeys }));
    } else {
      simulation.removeUser(id, name);
      const said = { createdAt: COLLECTED_AT, ...belongingsOf(idOf(name, life), COLLECTED_AT) };
      if (what === 'make again') simulation.addUser(id, userIn(id, name, said));
    }
  });
}

describe('an account that changes while it is read', () => {
  it('never gives a user what is not theirs, nor takes anything from whom nothing happened to', async () => {
    const isHonest = async (scene: Scene) => {
      const one = await makeScene(scene);
      const { freshness, incidents } = scene;
      const start = [...one.account.users];

      const { csv, found } = await one.collect({
        flags: { columns: COLUMNS, freshness, accounts: one.account.id },
      });

      const rows: readonly Row[] = parse(csv ?? '', { columns: true });
      const stayed = one.account.users.map(({ id }) => id).filter((id) => hasId(start, id));
      expect(rows.map(({ UserID }) => UserID)).toEqual(expect.arrayContaining(stayed));
      for (const row of rows) expectOwn(row);
      const changed = new Set<string>(incidents.map(({ name }) => name));
      for (const name of NAMES.filter((candidate) => !changed.has(candidate))) {
        expectWhole(rows.find(({ UserName }) => UserName === name));
      }
      expect(found.outcome === 'collected' && csv?.includes('unknown')).toBe(false);
    };

    await fc.assert(fc.asyncProperty(SCENE, isHonest), { numRuns: 20 });
  });
});

function hasId(users: readonly User[], userId: string): boolean {
  return users.some(({ id }) => id === userId);
}

/** No cell of the row is about another user, and none says "nothing" of one who has something. */
function expectOwn({ UserID = '', UserName, ...cells }: Row): void {
  if (UserName === 'dee') return;
  for (const [column, cell = ''] of Object.entries(cells)) {
    const owners = cell.match(/(ANA|BEN|CEM|DEE)\d?X*/g) ?? [];
    const others = owners.filter((owner) => !UserID.slice(4).startsWith(owner));
    expect({ UserID, column, others }).toEqual({ UserID, column, others: [] });
  }
  for (const column of HELD_BY_ALL) {
    expect({ UserID, column, cell: cells[column] }).toEqual({
      UserID,
      column,
      cell: expect.not.stringMatching(/^(|False|\[\]|\{\})$/),
    });
  }
}

/** Everything is told, since nothing happened. */
function expectWhole(row: Row | undefined): void {
  for (const column of HELD_BY_ALL.filter((name) => name !== 'ConsoleAccess')) {
    const owner = row?.UserID?.slice(4, 8);
    expect({ column, cell: row?.[column] }).toEqual({
      column,
      cell: expect.stringContaining(`${owner}`),
    });
  }
}

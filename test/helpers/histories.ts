import fc from 'fast-check';
import type {
  AccessKey,
  SigningCertificate,
  Simulation,
  User,
} from '../../src/simulation/index.ts';
import { keyOf, usedAt, userIn } from './one-account.ts';

/** What happens in an account, then a run. */
export interface Round {
  /** Since the run before, of which half passes before the changes. After four a report is made anew. */
  readonly hours: 1 | 5;
  readonly changes: readonly Change[];
}

/** One of a user's two keys or certificates; there may be none. */
type Place = 0 | 1;

/** What somebody does to a user. What cannot be done is left alone. */
export type Change =
  | { readonly do: 'add a user' | 'delete the user' | 'make the user again'; readonly user: string }
  | {
      readonly do: 'create a key' | 'upload a certificate';
      readonly user: string;
      /** Within the minute: what is created in one may have the same. */
      readonly second: number;
    }
  | {
      readonly do: 'delete a key' | 'use a key' | 'delete a certificate';
      readonly user: string;
      readonly place: Place;
    }
  | {
      readonly do: 'rotate a key';
      readonly user: string;
      readonly place: Place;
      readonly second: number;
    }
  | {
      readonly do: 'set a key' | 'set a certificate';
      readonly user: string;
      readonly place: Place;
      readonly status: AccessKey['status'];
    };

const NAMES = ['ana', 'ben', 'cem', 'dee'] as const;

const ON_USER = { user: fc.constantFrom(...NAMES) };
const PLACE = { place: fc.constantFrom<Place>(0, 1) };
const SECOND = { second: fc.constantFrom(0, 1) };
const doing = <Name extends Change['do']>(...names: readonly Name[]) => ({
  do: fc.constantFrom(...names),
});

const CHANGE: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ ...doing('create a key'), ...ON_USER, ...SECOND }) },
  { weight: 2, arbitrary: fc.record({ ...doing('upload a certificate'), ...ON_USER, ...SECOND }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...doing('delete a key', 'use a key', 'delete a certificate'),
      ...ON_USER,
      ...PLACE,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ ...doing('rotate a key'), ...ON_USER, ...PLACE, ...SECOND }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...doing('set a key', 'set a certificate'),
      ...ON_USER,
      ...PLACE,
      status: fc.constantFrom<AccessKey['status']>('Active', 'Inactive', 'Expired'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...doing('add a user', 'delete the user', 'make the user again'),
      ...ON_USER,
    }),
  },
);

/** Some rounds, of which the first finds users who have nothing yet. */
export const HISTORY: fc.Arbitrary<readonly Round[]> = fc.array(
  fc.record({ hours: fc.constantFrom(1, 5), changes: fc.array(CHANGE, { maxLength: 8 }) }),
  { minLength: 2, maxLength: 5 },
);

/** An account in which the changes happen. */
export class ChangingAccount {
  readonly #simulation: Simulation;
  readonly #accountId: string;
  readonly #limit: number;
  #made = 0;

  /** @param limit - How many keys a user can have. */
  constructor(simulation: Simulation, accountId: string, limit: number) {
    this.#simulation = simulation;
    this.#accountId = accountId;
    this.#limit = limit;
    for (const name of NAMES) simulation.addUser(accountId, userIn(accountId, name));
  }

  /** @param minute - In which it happens, such as `2026-01-15T12:34`. */
  make(change: Change, minute: string): void {
    const { user: name } = change;
    const exists = this.#simulation.account(this.#accountId).users.some((u) => u.name === name);
    const isNew = change.do === 'add a user' || change.do === 'make the user again';
    if (change.do === 'delete the user' || (change.do === 'make the user again' && exists)) {
      this.#simulation.removeUser(this.#accountId, name);
    }
    if (isNew && (change.do === 'make the user again' || !exists)) {
      this.#simulation.addUser(this.#accountId, this.#newUser(name, `${minute}:00Z`));
    }
    this.#simulation.changeUser(this.#accountId, name, (user) => ({
      ...user,
      accessKeys: this.#keysAfter(change, user.accessKeys, minute),
      signingCertificates: this.#certificatesAfter(change, user.signingCertificates, minute),
    }));
  }

  #newUser(name: string, createdAt: string): User {
    return { ...userIn(this.#accountId, name), id: this.#id('AIDA'), createdAt };
  }

  #keysAfter(change: Change, keys: User['accessKeys'], minute: string): User['accessKeys'] {
    const create = (second: number) =>
      keyOf(this.#id('').slice(-4), { createdAt: `${minute}:0${second}Z` });
    const at = (place: Place, make: (key: AccessKey) => readonly AccessKey[]) =>
      keys.flatMap((key, index) => (index === place ? make(key) : [key]));
    switch (change.do) {
      case 'create a key':
        return keys.length < this.#limit ? [...keys, create(change.second)] : keys;
      case 'rotate a key':
        return at(change.place, () => [create(change.second)]);
      case 'delete a key':
        return at(change.place, () => []);
      case 'use a key':
        return at(change.place, (key) => [{ ...key, lastUse: usedAt(`${minute}:30Z`) }]);
      case 'set a key':
        return at(change.place, (key) => [{ ...key, status: change.status }]);
      default:
        return keys;
    }
  }

  #certificatesAfter(
    change: Change,
    certificates: User['signingCertificates'],
    minute: string,
  ): User['signingCertificates'] {
    const at = (place: Place, make: (one: SigningCertificate) => readonly SigningCertificate[]) =>
      certificates.flatMap((one, index) => (index === place ? make(one) : [one]));
    switch (change.do) {
      case 'upload a certificate': {
        const uploadedAt = `${minute}:0${change.second}Z`;
        const added = { id: this.#id('CERT'), status: 'Active', uploadedAt, body: 'PEM' } as const;
        return certificates.length < 2 ? [...certificates, added] : certificates;
      }
      case 'delete a certificate':
        return at(change.place, () => []);
      case 'set a certificate': {
        const status = change.status === 'Active' ? 'Active' : 'Inactive';
        return at(change.place, (one) => [{ ...one, status }]);
      }
      default:
        return certificates;
    }
  }

  #id(start: string): string {
    this.#made += 1;
    return `${start}${String(this.#made).padStart(21 - start.length, '0')}`;
  }
}

import type {
  AccessKey,
  SigningCertificate,
  Simulation,
  User,
} from '../../src/simulation/index.ts';
import { type CertificateChange, type Change, type KeyChange, NAMES } from './histories.ts';
import { A_YEAR_AGO, keyOf, usedAt, userIn } from './one-account.ts';

/** An account in which changes happen while the simulation runs. */
export class ChangingAccount {
  readonly #simulation: Simulation;
  readonly #accountId: string;
  readonly #keysAtMost: number;
  #made = 0;

  constructor(simulation: Simulation, accountId: string, keysAtMost: number) {
    this.#simulation = simulation;
    this.#accountId = accountId;
    this.#keysAtMost = keysAtMost;
    for (const name of NAMES) simulation.addUser(accountId, userIn(accountId, name));
    for (const change of BEFORE) this.make(change, A_YEAR_AGO.slice(0, 16));
  }

  /** @param minute - In which it happens, such as `2026-01-15T12:34`. */
  make(change: Change, minute: string): void {
    switch (change.of) {
      case 'user':
        this.#changeUsers(change.user, change.do, `${minute}:00Z`);
        break;
      case 'key':
        this.#change(change.user, ({ accessKeys }) => {
          return { accessKeys: this.#keysAfter(change, accessKeys, minute) };
        });
        break;
      case 'certificate':
        this.#change(change.user, ({ signingCertificates: before }) => {
          return { signingCertificates: this.#certificatesAfter(change, before, minute) };
        });
    }
  }

  #change(name: string, change: (user: User) => Partial<User>): void {
    const changed = (user: User) => ({ ...user, ...change(user) });
    this.#simulation.changeUser(this.#accountId, name, changed);
  }

  #changeUsers(name: string, what: 'add' | 'delete' | 'make again', createdAt: string): void {
    const { users } = this.#simulation.account(this.#accountId);
    const exists = users.some((user) => user.name === name);
    if (exists && what === 'add') return;
    if (exists) this.#simulation.removeUser(this.#accountId, name);
    if (what === 'delete') return;
    const said = { id: `AIDA${this.#number()}`, createdAt };
    this.#simulation.addUser(this.#accountId, userIn(this.#accountId, name, said));
  }

  #keysAfter(change: KeyChange, keys: User['accessKeys'], minute: string): User['accessKeys'] {
    const made = (second: number) => keyOf(this.#number(), { createdAt: at(minute, second) });
    switch (change.do) {
      case 'create':
        return keys.length < this.#keysAtMost ? [...keys, made(change.second)] : keys;
      case 'rotate':
        return replaced<AccessKey>(keys, change.place, () => [made(change.second)]);
      case 'delete':
        return replaced<AccessKey>(keys, change.place, () => []);
      case 'use':
        return replaced(keys, change.place, (key) => [
          { ...key, lastUse: usedAt(`${minute}:30Z`) },
        ]);
      case 'set':
        return replaced(keys, change.place, (key) => [{ ...key, status: change.status }]);
    }
  }

  #certificatesAfter(
    change: CertificateChange,
    certificates: User['signingCertificates'],
    minute: string,
  ): User['signingCertificates'] {
    switch (change.do) {
      case 'upload': {
        const uploadedAt = at(minute, change.second);
        const id = `CERTIFICATE${this.#number()}`;
        const uploaded = { id, status: 'Active', uploadedAt, body: 'PEM' } as const;
        return certificates.length < 2 ? [...certificates, uploaded] : certificates;
      }
      case 'delete':
        return replaced<SigningCertificate>(certificates, change.place, () => []);
      case 'set':
        return replaced(certificates, change.place, (one) => [{ ...one, status: change.status }]);
    }
  }

  #number(): string {
    this.#made += 1;
    return String(this.#made).padStart(16, '0');
  }
}

function at(minute: string, second: number): string {
  return `${minute}:${String(second).padStart(2, '0')}Z`;
}

/** What there is of everybody in the beginning, so that much is known from the first run on. */
const BEFORE: readonly Change[] = NAMES.flatMap((user) => [
  { of: 'key', user, do: 'create', second: 57 },
  { of: 'key', user, do: 'create', second: 58 },
  { of: 'key', user, do: 'set', place: 1, status: 'Inactive' },
  { of: 'certificate', user, do: 'upload', second: 59 },
]);

/** Puts others in the place of one, if there is one. */
function replaced<T>(all: readonly T[], place: number, others: (one: T) => readonly T[]) {
  return all.flatMap((one, index) => (index === place ? others(one) : [one]));
}

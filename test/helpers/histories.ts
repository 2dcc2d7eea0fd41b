import fc from 'fast-check';
import type { AccessKey } from '../../src/simulation/index.ts';

/** What happens in an account, then a run. */
export interface Round {
  /** Since the run before, of which half an hour passes before the changes. */
  readonly hours: 1 | 5;
  readonly changes: readonly Change[];
}

/** What somebody does to a user. What cannot be done is left alone. */
export type Change = UserChange | KeyChange | CertificateChange;

export interface UserChange {
  readonly of: 'user';
  readonly user: string;
  readonly do: 'add' | 'delete' | 'make again';
}

export type KeyChange = { readonly of: 'key'; readonly user: string } & (
  | (Creation & { readonly do: 'create' })
  | (Place & { readonly do: 'delete' | 'use' })
  | (Place & Creation & { readonly do: 'rotate' })
  | (Place & { readonly do: 'set'; readonly status: AccessKey['status'] })
);

export type CertificateChange = { readonly of: 'certificate'; readonly user: string } & (
  | (Creation & { readonly do: 'upload' })
  | (Place & { readonly do: 'delete' })
  | (Place & { readonly do: 'set'; readonly status: 'Active' | 'Inactive' })
);

interface Creation {
  /** Within the minute of all changes of a round, so that some things are made in the same second. */
  readonly second: number;
}

interface Place {
  /** Which of the user's keys or certificates, of which there may be fewer. */
  readonly place: number;
}

/** All users that there ever are. */
export const NAMES = ['ana', 'ben', 'cem', 'dee'] as const;

const USER = fc.constantFrom(...NAMES);
const CREATION = { second: fc.constantFrom(0, 1) };
const PLACE = { place: fc.constantFrom(0, 1) };

function changing<Of extends Change['of'], Do extends Change['do']>(of: Of, ...what: Do[]) {
  return { user: USER, of: fc.constant(of), do: fc.constantFrom(...what) };
}

const CHANGE: fc.Arbitrary<Change> = fc.oneof(
  { weight: 1, arbitrary: fc.record(changing('user', 'add', 'delete', 'make again')) },
  { weight: 2, arbitrary: fc.record({ ...changing('key', 'create'), ...CREATION }) },
  { weight: 3, arbitrary: fc.record({ ...changing('key', 'delete', 'use'), ...PLACE }) },
  { weight: 1, arbitrary: fc.record({ ...changing('key', 'rotate'), ...PLACE, ...CREATION }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...changing('key', 'set'),
      ...PLACE,
      status: fc.constantFrom('Active', 'Inactive', 'Expired'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ ...changing('certificate', 'upload'), ...CREATION }) },
  { weight: 1, arbitrary: fc.record({ ...changing('certificate', 'delete'), ...PLACE }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...changing('certificate', 'set'),
      ...PLACE,
      status: fc.constantFrom('Active', 'Inactive'),
    }),
  },
);

/** Some rounds, in an account of which everything is known after the first. */
export const HISTORY: fc.Arbitrary<readonly Round[]> = fc.array(
  fc.record({ hours: fc.constantFrom(1, 5), changes: fc.array(CHANGE, { maxLength: 4 }) }),
  { minLength: 2, maxLength: 6 },
);

import type { Clock, IamReader } from '../../src/ports.ts';

/** IAM in memory: a test gives the calls that it is about, any other fails. */
export function fakeReader(calls: Partial<IamReader>): IamReader {
  const unexpected = (name: string) => async (): Promise<never> => {
    throw new TypeError(`${name} was not expected`);
  };
  return {
    generateCredentialReport: unexpected('generateCredentialReport'),
    getCredentialReport: unexpected('getCredentialReport'),
    listUserDetails: unexpected('listUserDetails'),
    listUsers: unexpected('listUsers'),
    listUserTags: unexpected('listUserTags'),
    listGroupsForUser: unexpected('listGroupsForUser'),
    listAccessKeys: unexpected('listAccessKeys'),
    getAccessKeyLastUsed: unexpected('getAccessKeyLastUsed'),
    getLoginProfile: unexpected('getLoginProfile'),
    listMfaDevices: unexpected('listMfaDevices'),
    listSigningCertificates: unexpected('listSigningCertificates'),
    listSshPublicKeys: unexpected('listSshPublicKeys'),
    listServiceSpecificCredentials: unexpected('listServiceSpecificCredentials'),
    getAccountAlias: unexpected('getAccountAlias'),
    getAccountSummary: unexpected('getAccountSummary'),
    ...calls,
  };
}

export interface FakeClock extends Clock {
  readonly sleeps: number[];
  /** Lets time go by. */
  pass(milliseconds: number): void;
}

/** A clock that stands still but for sleeping, which it does at once and writes down. */
export function fakeClock(start = '2026-11-20T12:00:00Z'): FakeClock {
  let now = Date.parse(start);
  const sleeps: number[] = [];
  return {
    sleeps,
    pass(milliseconds) {
      now += milliseconds;
    },
    now: () => new Date(now),
    async sleep(milliseconds, signal) {
      signal.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
    },
  };
}

import { certificateBody } from '../identifiers.ts';
import { Random } from '../random.ts';
import { daysBefore, secondsBefore } from '../timestamp.ts';
import type { AccessKey, ConsolePassword, KeyUse, SigningCertificate, User } from '../user.ts';
import { handMadeKey, handMadeUser, type Place } from './user.ts';

/** Users with every kind and state of credential. */
export function usersWithOddCredentials(place: Place): readonly User[] {
  return [...usersWithKeys(place), ...usersWithPasswords(place), ...usersWithCertificates(place)];
}

function usersWithKeys(place: Place): readonly User[] {
  const { now } = place;
  const key = (
    word: string,
    status: AccessKey['status'],
    days: number,
    lastUse: KeyUse | null = null,
  ): AccessKey => handMadeKey(word, { status, createdAt: daysBefore(now, days), lastUse });
  const used = (days: number, service = 'ec2', region = 'eu-central-1'): KeyUse => ({
    at: daysBefore(now, days),
    service,
    region,
  });
  const user = (name: string, accessKeys: readonly AccessKey[]): User =>
    handMadeUser(place, { name, createdAt: daysBefore(now, 900), accessKeys });
  return [
    user('keys.none', []),
    user('keys.active', [key('a', 'Active', 30, used(1))]),
    user('keys.active.unused', [key('b', 'Active', 30)]),
    user('keys.inactive', [key('c', 'Inactive', 500, used(400, 's3', 'N/A'))]),
    user('keys.expired', [key('d', 'Expired', 90, used(60))]),
    user('keys.inactive.older', [key('e', 'Inactive', 700), key('f', 'Active', 10, used(2))]),
    user('keys.active.older', [key('g', 'Active', 700, used(3)), key('h', 'Inactive', 10)]),
    user('keys.both.active', [key('i', 'Active', 80, used(5)), key('j', 'Active', 700, used(50))]),
    user('keys.same.second', [key('k', 'Active', 45, used(4)), key('l', 'Inactive', 45, used(9))]),
    user('keys.same.second.unused', [key('m', 'Active', 45), key('n', 'Active', 45)]),
    user('keys.one.second.apart', [
      key('o', 'Active', 45, used(1)),
      handMadeKey('p', {
        status: 'Active',
        createdAt: secondsBefore(daysBefore(now, 45), 1),
        lastUse: null,
      }),
    ]),
  ];
}

function usersWithPasswords(place: Place): readonly User[] {
  const { now, accountId } = place;
  const password = (said: Partial<ConsolePassword> = {}): ConsolePassword => ({
    createdAt: daysBefore(now, 300),
    lastChangedAt: daysBefore(now, 20),
    lastUsedAt: daysBefore(now, 2),
    nextRotationAt: null,
    resetRequired: false,
    ...said,
  });
  const device = (
    kind: User['mfaDevices'][number]['kind'],
    serialNumber: string,
  ): User['mfaDevices'][number] => ({ kind, serialNumber, enabledAt: daysBefore(now, 100) });
  const virtual = device('virtual', `arn:aws:iam::${accountId}:mfa/mfa.virtual`);
  const passkey = device(
    'passkey',
    `arn:aws:iam::${accountId}:u2f/user/mfa.passkey/laptop-ABCDEFGHIJKLMNOPQRSTUVWXYZ`,
  );
  const hardware = device('hardware', 'GAKT12345678');
  return [
    handMadeUser(place, { name: 'password.used', password: password() }),
    handMadeUser(place, { name: 'password.never.used', password: password({ lastUsedAt: null }) }),
    handMadeUser(place, {
      name: 'password.rotation',
      password: password({ nextRotationAt: daysBefore(now, -70), resetRequired: true }),
    }),
    handMadeUser(place, {
      name: 'password.deleted',
      deletedPasswordLastUsedAt: daysBefore(now, 200),
    }),
    handMadeUser(place, { name: 'mfa.virtual', password: password(), mfaDevices: [virtual] }),
    handMadeUser(place, { name: 'mfa.passkey', password: password(), mfaDevices: [passkey] }),
    handMadeUser(place, { name: 'mfa.hardware', password: password(), mfaDevices: [hardware] }),
    handMadeUser(place, {
      name: 'mfa.three',
      password: password(),
      mfaDevices: [
        { ...virtual, serialNumber: `arn:aws:iam::${accountId}:mfa/mfa.three` },
        { ...passkey, serialNumber: passkey.serialNumber.replace('mfa.passkey', 'mfa.three') },
        { ...hardware, serialNumber: 'GAKT87654321' },
      ],
    }),
  ];
}

function usersWithCertificates(place: Place): readonly User[] {
  const certificate = (
    word: string,
    status: SigningCertificate['status'],
    days: number,
  ): SigningCertificate => {
    const random = new Random(`demo/certificate/${word}`);
    return {
      id: random.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 32),
      status,
      uploadedAt: daysBefore(place.now, days),
      body: certificateBody(random),
    };
  };
  return [
    handMadeUser(place, {
      name: 'certificates.one',
      signingCertificates: [certificate('a', 'Active', 200)],
    }),
    handMadeUser(place, {
      name: 'certificates.inactive',
      signingCertificates: [certificate('b', 'Inactive', 300)],
    }),
    handMadeUser(place, {
      name: 'certificates.two',
      signingCertificates: [certificate('c', 'Active', 50), certificate('d', 'Inactive', 150)],
    }),
  ];
}

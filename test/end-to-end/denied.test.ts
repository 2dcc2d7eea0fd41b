import { describe, expect, it } from 'vitest';
import { allExpectedNames } from '../helpers/expected-columns.ts';
import { expectedCsv } from '../helpers/expected-csv.ts';
import { accountWithNewerUsers } from '../helpers/newer-users.ts';
import { deny } from '../helpers/organizations.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

type Freshness = 'report' | 'live';

/** Every operation that can be called in an account, and what is unknown if it is denied. */
const UNKNOWN_WITHOUT: Readonly<Record<string, readonly string[]>> = {
  GenerateCredentialReport: ['password', 'passwordDates', 'credentialReportTime'],
  GetAccessKeyLastUsed: ['accessKeyLastUse'],
  GetAccountAuthorizationDetails: ['policies'],
  GetAccountSummary: ['summary'],
  GetCredentialReport: ['password', 'passwordDates', 'credentialReportTime'],
  GetLoginProfile: ['password', 'passwordDates'],
  ListAccessKeys: ['accessKeys', 'accessKeyLastUse'],
  ListAccountAliases: ['alias'],
  ListGroupsForUser: [],
  ListMFADevices: ['mfa', 'mfaDevices'],
  ListSSHPublicKeys: ['sshPublicKeys'],
  ListServiceSpecificCredentials: ['serviceSpecificCredentials'],
  ListSigningCertificates: ['signingCertificates'],
  ListUserTags: [],
  ListUsers: ['signIn'],
};

const FRESHNESSES: readonly Freshness[] = ['report', 'live'];

const CASES = FRESHNESSES.flatMap((freshness) =>
  Object.entries(UNKNOWN_WITHOUT).map(([operation, unknownFacts]) => ({
    freshness,
    operation,
    unknownFacts,
  })),
);

describe('an account in which one operation is denied', () => {
  it.each(CASES)(
    'has every other fact as in truth: $operation ($freshness)',
    async ({ freshness, operation, unknownFacts }) => {
      const { organization, account } = accountWithNewerUsers();
      deny(account, [operation]);
      const world = await simulatedWorld(organization);

      const { csv, manifest } = await world.collect({
        flags: { accounts: account.id, columns: 'all', freshness },
      });

      const [found] = manifest.accounts;
      const truth = { account, freshness, denied: [operation] };
      const form = { columns: allExpectedNames() };
      expect(csv).toBe(expectedCsv([truth], COLLECTED_AT, form));
      expect(found?.unknownFacts).toEqual(unknownFacts);
      expect(found?.outcome).toBe(unknownFacts.length === 0 ? 'collected' : 'partial');
      const problems = found?.errors.map(({ code, operation: at }) => `${code} ${at}`);
      expect(problems).toEqual(unknownFacts.length === 0 ? [] : [`ACCESS_DENIED ${operation}`]);
    },
  );
});

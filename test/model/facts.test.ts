import { describe, expect, it } from 'vitest';
import { FACTS, publishedFacts } from '../../src/model/facts.ts';

describe('publishedFacts', () => {
  it('names by one name what is told apart for the sake of calls only, in the order of the contract', () => {
    const facts = ['accessKeyStatus', 'accessKeyDates', 'groups', 'tags', 'signIn'] as const;

    expect(publishedFacts(facts)).toEqual(['identity', 'signIn', 'accessKeys']);
  });

  it('leaves no fact out', () => {
    expect(publishedFacts(FACTS)).toEqual([
      'identity',
      'policies',
      'signIn',
      'password',
      'passwordDates',
      'mfa',
      'mfaDevices',
      'accessKeys',
      'accessKeyLastUse',
      'signingCertificates',
      'sshPublicKeys',
      'serviceSpecificCredentials',
      'alias',
      'credentialReportTime',
      'summary',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../../src/simulation/index.ts';
import {
  A_MONTH_AGO,
  AN_HOUR_AGO,
  deviceOf,
  keyOf,
  oneAccount,
  passwordOf,
  reportNow,
  usedAt,
} from '../../helpers/one-account.ts';
import { FEW_ATTEMPTS, NOW } from '../../helpers/run-simulated.ts';

describe('a credential report that is slow to come', () => {
  const users = (user: Parameters<Parameters<typeof oneAccount>[0]>[0]) => [
    user('ana', { password: passwordOf(A_MONTH_AGO, { lastUsedAt: AN_HOUR_AGO }) }),
    user('ben', {
      mfaDevices: [deviceOf(A_MONTH_AGO)],
      accessKeys: [keyOf('BEN', { lastUse: usedAt(A_MONTH_AGO) })],
    }),
  ];

  it.each<[string, readonly FaultRule[]]>([
    [
      'IAM has no capacity for it for a while',
      [error('GenerateCredentialReport', 'LimitExceeded', 409, 4)],
    ],
    ['it vanishes', [error('GetCredentialReport', 'ReportNotPresent', 410, 2)]],
    ['it expires', [error('GetCredentialReport', 'ReportExpired', 410, 2)]],
    ['it is in progress for a while', [error('GetCredentialReport', 'ReportInProgress', 404, 6)]],
    ['IAM fails', [error('GetCredentialReport', 'ServiceFailure', 500, 6)]],
  ])('comes all the same if %s', async (_, faults) => {
    const one = await oneAccount(users, { faults });

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(found).toMatchObject({ outcome: 'collected', errors: [] });
  });

  it('is asked for again if the one that exists expires before it is fetched', async () => {
    const one = await oneAccount(users);
    const { simulation } = one.world;
    one.account.report = {
      ...one.account.report,
      existing: { generatedAt: AN_HOUR_AGO, ghosts: [] },
    };
    simulation.before({ operation: 'GetCredentialReport' }, 1, () =>
      simulation.advanceClock(4 * 3_600_000),
    );

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ report: reportNow(one.account) }));
    expect(found.outcome).toBe('collected');
    expect(Date.parse(found.credentialReportTime ?? '')).toBeGreaterThanOrEqual(
      NOW.getTime() + 4 * 3_600_000,
    );
  });

  it.each<[string, string, FaultRule]>([
    [
      'IAM never has the capacity for it',
      'REPORT_NOT_READY',
      error('GenerateCredentialReport', 'LimitExceeded', 409),
    ],
    [
      'it always vanishes',
      'REPORT_NOT_READY',
      error('GetCredentialReport', 'ReportNotPresent', 410),
    ],
    ['it always expires', 'REPORT_NOT_READY', error('GetCredentialReport', 'ReportExpired', 410)],
    ['asking for it is throttled', 'THROTTLED', throttled('GenerateCredentialReport')],
    ['fetching it is throttled', 'THROTTLED', throttled('GetCredentialReport')],
    ['IAM always fails', 'AWS_UNAVAILABLE', error('GetCredentialReport', 'ServiceFailure', 500)],
  ])('is done without, and users are asked about, if %s', async (_, code, fault) => {
    const one = await oneAccount(users, { faults: [fault] });

    const { csv, found } = await one.collect({ retry: FEW_ATTEMPTS });

    expect(csv).toBe(one.expected({ denied: ['GetCredentialReport'] }));
    expect(found).toMatchObject({
      outcome: 'partial',
      users: 2,
      credentialReportTime: null,
      unknownFacts: ['password'],
    });
    expect(found.errors.map((problem) => problem.code)).toEqual([code]);
  });

  it('is done without if it never comes', async () => {
    const one = await oneAccount(users, { report: { polls: 1_000_000 } });

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ denied: ['GetCredentialReport'] }));
    expect(found).toMatchObject({
      outcome: 'partial',
      users: 2,
      credentialReportTime: null,
      unknownFacts: ['password'],
      errors: [{ code: 'REPORT_NOT_READY', operation: 'GetCredentialReport' }],
    });
    expect(one.world.simulation.calls.count('iam:GetCredentialReport')).toBeLessThan(120);
  });
});

/** @param times - Left out: always. */
function error(operation: string, code: string, status: number, times?: number): FaultRule {
  const effect = { kind: 'error', code, status } as const;
  return times === undefined
    ? { match: { operation }, effect }
    : { match: { operation }, times, effect };
}

function throttled(operation: string): FaultRule {
  return { match: { operation }, effect: { kind: 'throttle' } };
}

import { describe, expect, it } from 'vitest';
import { toResponse } from '../../src/lambda/response.ts';
import { failedAccount, manifestAccount, roleProblem, runResult } from './manifest-fixture.ts';

describe('the answer of the function', () => {
  it('is 200 for a complete run, and says where the result is', () => {
    const result = runResult([manifestAccount('111111111111'), manifestAccount('222222222222')]);

    const { statusCode, body } = toResponse(result);

    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toEqual({
      message:
        "Successfully processed accounts: ['111111111111', '222222222222'] " +
        'Failed to process accounts: []',
      runId: '20260911T131452Z-abc123',
      status: 'COMPLETE',
      coverage: { planned: 2, collected: 2, partial: 0, failed: 0, skipped: 0, percent: 100 },
      users: 4,
      accessKeys: 2,
      location: 's3://amzn-s3-demo-bucket',
      files: ['users.csv'],
      manifest: '_iam-users/manifests/users.csv.manifest.json',
      latestMoved: true,
      latestReason: null,
      errors: [],
    });
  });

  it('is 207 for a partial run, and gives each cause once with all its accounts', () => {
    const denied = { ...roleProblem(''), code: 'ACCESS_DENIED', operation: 'ListUsers' } as const;
    const result = runResult([
      manifestAccount('111111111111', { outcome: 'partial', errors: [denied] }),
      failedAccount('222222222222'),
      failedAccount('333333333333'),
    ]);

    const { statusCode, body } = toResponse(result);

    expect(statusCode).toBe(207);
    expect(JSON.parse(body)).toMatchObject({
      message:
        "Successfully processed accounts: ['111111111111'] " +
        "Failed to process accounts: ['222222222222', '333333333333']",
      errors: [
        { ...roleProblem('222222222222'), accounts: ['222222222222', '333333333333'] },
        { ...denied, accounts: ['111111111111'] },
      ],
    });
  });

  it('of a partial run has the event that reads again what is missing, if that is kept', () => {
    const result = runResult([manifestAccount('111111111111'), failedAccount('222222222222')]);

    const [kept, lost] = [true, false].map((isKept): unknown =>
      JSON.parse(toResponse({ ...result, isKept }).body),
    );

    expect(kept).toMatchObject({ retryEvent: { retryFailed: '20260911T131452Z-abc123' } });
    expect(lost).not.toHaveProperty('retryEvent');
  });

  it('counts an account once for a cause that it has twice', () => {
    const errors = [roleProblem('a'), roleProblem('b')];
    const result = runResult([
      manifestAccount('111111111111', { outcome: 'partial', errors }),
      manifestAccount('222222222222'),
    ]);

    const body: unknown = JSON.parse(toResponse(result).body);

    expect(body).toMatchObject({ errors: [{ accounts: ['111111111111'] }] });
  });

  it('leaves out accounts that were skipped on purpose', () => {
    const skipped = { ...roleProblem(''), code: 'ACCOUNT_EXCLUDED', operation: null } as const;
    const result = runResult([
      manifestAccount('111111111111'),
      manifestAccount('222222222222', { outcome: 'skipped', errors: [skipped] }),
    ]);

    const { statusCode, body } = toResponse(result);

    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      message: "Successfully processed accounts: ['111111111111'] Failed to process accounts: []",
      errors: [],
    });
  });

  it('shows the 20 most frequent causes and says how many more there are', () => {
    const accounts = Array.from({ length: 23 }, (_, index) =>
      manifestAccount(`${100_000_000_000 + index}`, {
        outcome: 'partial',
        errors: [{ ...roleProblem(''), operation: `Operation${index}` }],
      }),
    );

    const body: Body = JSON.parse(toResponse(runResult(accounts)).body);

    expect(body.errors).toHaveLength(20);
    expect(body.moreErrors).toBe(3);
  });

  it('stays below the 1 MB that an asynchronous answer may have in an organization of 50,000', () => {
    const accounts = Array.from({ length: 50_000 }, (_, index) =>
      failedAccount(`${100_000_000_000 + index}`),
    );

    const { body } = toResponse(runResult([manifestAccount('000000000001'), ...accounts]));
    const [cause] = (JSON.parse(body) as Body).errors;

    expect(Buffer.byteLength(body)).toBeLessThan(100_000);
    expect(cause?.accounts).toHaveLength(1_000);
    expect(cause?.moreAccounts).toBe(49_000);
    expect(body).toContain("'100000000999', … 49000 more]");
  });
});

interface Body {
  readonly errors: readonly {
    readonly accounts: readonly string[];
    readonly moreAccounts?: number;
  }[];
  readonly moreErrors?: number;
}

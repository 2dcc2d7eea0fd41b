import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LatestPointer, Manifest } from '../../src/output/manifest.ts';
import { demoOrganization } from '../../src/simulation/index.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { NOW, openWorld, type RunOptions } from '../helpers/run-simulated.ts';

interface Documents {
  readonly manifest: Manifest;
  readonly latest: LatestPointer | null;
}

const AN_HOUR_LATER = new Date(NOW.getTime() + 3_600_000);
const COMPLETE = 'COMPLETE';
const PARTIAL = 'PARTIAL';
const FAILED = 'FAILED';

/** One run of each kind, of which the last cannot move the pointer. */
const RUNS: readonly { status: string; run: () => Promise<Documents> }[] = [
  { status: COMPLETE, run: () => documentsOf(smallOrganization('schema')) },
  { status: PARTIAL, run: () => documentsOf(demoOrganization(NOW)) },
  {
    status: FAILED,
    run: () => {
      const organization = smallOrganization('schema');
      for (const account of organization.accounts) account.roles = [];
      const members = organization.accounts.filter(
        ({ id }) => id !== organization.caller.accountId,
      );
      return documentsOf(organization, { accounts: members.map(({ id }) => id).join(',') });
    },
  },
];

async function documentsOf(
  organization: ReturnType<typeof smallOrganization>,
  flags: RunOptions['flags'] = {},
): Promise<Documents> {
  const world = await openWorld(organization);
  try {
    const { manifest } = await world.collect({ flags, now: AN_HOUR_LATER });
    const latest = await world.read('_iam-users/latest.json');
    return { manifest, latest: latest === null ? null : JSON.parse(latest) };
  } finally {
    await world.close();
  }
}

/** The problems that an independent validator finds, by place in the document. */
function problemsOf(document: unknown, schema: 'manifest' | 'latest', { closed = false } = {}) {
  const file = new URL(`../../docs/reference/${schema}.schema.json`, import.meta.url);
  const close = (_: string, value: unknown) =>
    closed && isObjectSchema(value) ? { ...value, additionalProperties: false } : value;
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8'), close));
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function isObjectSchema(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'object';
}

describe('the JSON Schemas of the reference', () => {
  const documents = new Map<string, Documents>();

  beforeAll(async () => {
    for (const { status, run } of RUNS) documents.set(status, await run());
  });

  const of = (status: string): Documents => {
    const found = documents.get(status);
    if (found === undefined) throw new RangeError(`no run is ${status}`);
    return found;
  };

  it.each(RUNS)('fit what a $status run leaves, and know every field of it', ({ status }) => {
    const { manifest, latest } = of(status);

    expect(manifest.status).toBe(status);
    expect(problemsOf(manifest, 'manifest', { closed: true })).toEqual([]);
    expect(latest === null).toBe(status === FAILED);
    expect(latest === null ? [] : problemsOf(latest, 'latest', { closed: true })).toEqual([]);
  });

  it('allow fields that are not known yet', () => {
    const { manifest } = of(COMPLETE);

    expect(problemsOf({ ...manifest, more: 1 }, 'manifest')).toEqual([]);
  });

  it('find every field that is missing', () => {
    const { manifest } = of(PARTIAL);
    const fields = Object.keys(manifest);

    const problems = fields.map((field) =>
      problemsOf({ ...manifest, [field]: undefined }, 'manifest'),
    );

    expect(problems.map(([first]) => first)).toEqual(
      fields.map((field) => ` must have required property '${field}'`),
    );
  });

  it.each([
    ['a status of another name', PARTIAL, { status: 'OK' }, '/status must be equal'],
    [
      'an instant with milliseconds',
      PARTIAL,
      { collectedAt: '2026-01-15T12:34:56.000Z' },
      '/collectedAt must match pattern',
    ],
    ['a negative number', PARTIAL, { users: -1 }, '/users must be >= 0'],
    ['null where there is always something', PARTIAL, { runId: null }, '/runId must be string'],
    [
      'a complete run without a file',
      COMPLETE,
      { files: [] },
      '/files must NOT have fewer than 1 items',
    ],
    ['a failed run with a file', FAILED, { files: [{}] }, '/files must NOT have more than 0 items'],
    [
      'a partial run that says it is complete',
      PARTIAL,
      { status: COMPLETE },
      '/coverage/partial must be equal to constant',
    ],
  ] as const)('find %s', (_, status, change, expected) => {
    const problems = problemsOf({ ...of(status).manifest, ...change }, 'manifest');

    expect(problems.filter((problem) => problem.startsWith(expected))).toHaveLength(1);
  });

  it.each([
    ['failed, with users', FAILED, { users: 3 }, '/users must be equal to constant'],
    [
      'failed account without a reason',
      FAILED,
      { errors: [] },
      '/errors must NOT have fewer than 1 items',
    ],
    [
      'collected, with unknown facts',
      COMPLETE,
      { unknownFacts: ['mfa'] },
      '/unknownFacts must NOT have more than 0 items',
    ],
    [
      'its id without the leading zero',
      COMPLETE,
      { accountId: '12345678901' },
      '/accountId must match pattern',
    ],
  ] as const)('find an account: %s', (_, status, change, expected) => {
    const { manifest } = of(status);
    const accounts = manifest.accounts.map((account) => ({ ...account, ...change }));

    const problems = problemsOf({ ...manifest, accounts }, 'manifest');

    expect(problems).toContainEqual(expect.stringMatching(`^/accounts/0${expected}`));
  });

  it('find a pointer to a failed run', () => {
    const { latest } = of(COMPLETE);

    expect(problemsOf({ ...latest, status: FAILED }, 'latest')).toEqual([
      '/status must be equal to one of the allowed values',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  dataNames,
  dataRecordName,
  isIncompleteName,
  isManifestName,
  LATEST_NAME,
  manifestName,
  partName,
  partsPrefix,
  planName,
} from '../../src/output/names.ts';

const RUN_ID = '20260911T131452Z-a1b2c3';
const RUN = {
  organizationId: 'o-a1b2c3d4e5',
  collectedAt: '2026-09-11T13:14:52Z',
  runId: RUN_ID,
  settings: { formats: ['csv'] },
} as const;
const PLAIN = { taken: false, incomplete: false };

describe('dataNames', () => {
  it.each([
    ['is that of the contract', {}, 'o-a1b2c3d4e5_combined_2026-09-11_13-14-52.csv'],
    [
      'says that too much is missing',
      { incomplete: true },
      'o-a1b2c3d4e5_combined_2026-09-11_13-14-52_incomplete.csv',
    ],
    [
      'tells runs of one second apart',
      { taken: true },
      'o-a1b2c3d4e5_combined_2026-09-11_13-14-52_a1b2c3.csv',
    ],
    [
      'ends in _incomplete in any case',
      { taken: true, incomplete: true },
      'o-a1b2c3d4e5_combined_2026-09-11_13-14-52_a1b2c3_incomplete.csv',
    ],
  ])('%s', (_, marks, name) => {
    const names = dataNames(RUN, { ...PLAIN, ...marks });

    expect(names).toEqual([{ format: 'csv', name: `IAM_USER_TAGS_${name}` }]);
  });

  it('lacks the organization where it is not known', () => {
    const [{ name }] = dataNames({ ...RUN, organizationId: null }, PLAIN);

    expect(name).toBe('IAM_USER_TAGS_combined_2026-09-11_13-14-52.csv');
  });

  it('differs in the extension only between the formats of a run', () => {
    const run = { ...RUN, settings: { formats: ['csv', 'jsonl'] } } as const;

    const names = dataNames(run, { taken: true, incomplete: true });

    const base = 'IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-09-11_13-14-52_a1b2c3_incomplete';
    expect(names).toEqual([
      { format: 'csv', name: `${base}.csv` },
      { format: 'jsonl', name: `${base}.jsonl` },
    ]);
  });
});

describe('names beside the data', () => {
  it('lie where a table over the folder ignores them', () => {
    expect(LATEST_NAME).toBe('_iam-users/latest.json');
    expect(manifestName('a.csv')).toBe('_iam-users/manifests/a.csv.manifest.json');
  });
});

describe('names in the run store', () => {
  it('lie below the run', () => {
    const part = partName(RUN_ID, '012345678901');

    expect(planName(RUN_ID)).toBe('runs/20260911T131452Z-a1b2c3/plan.json');
    expect(part).toBe('runs/20260911T131452Z-a1b2c3/parts/012345678901.jsonl.gz');
    expect(part.startsWith(partsPrefix(RUN_ID))).toBe(true);
  });
});

describe('isManifestName', () => {
  it.each([
    ['_iam-users/manifests/IAM_USER_TAGS_o-a1b2c3d4e5_combined.csv.manifest.json', true],
    ['_iam-users/manifests/../plan.manifest.json', false],
    ['_iam-users/manifests/a/b.manifest.json', false],
    ['_iam-users/manifests/a b.manifest.json', false],
    ['_iam-users/latest.json', false],
    ['', false],
  ])('of %j is %j', (name, expected) => {
    expect(isManifestName(name)).toBe(expected);
  });

  it('knows every name that is given', () => {
    const names = [false, true].flatMap((taken) => dataNames(RUN, { taken, incomplete: true }));

    expect(names.map(({ name }) => isManifestName(manifestName(name)))).toEqual([true, true]);
  });
});

describe('isIncompleteName', () => {
  it.each([false, true])('tells from any name whether too much is missing (%j)', (incomplete) => {
    const settings = { formats: ['csv', 'jsonl'] } as const;
    const names = [false, true].flatMap((taken) =>
      dataNames({ ...RUN, settings }, { taken, incomplete }),
    );

    const told = names.map(({ name }) => isIncompleteName(name));

    expect(told).toEqual(names.map(() => incomplete));
  });
});

describe('dataRecordName', () => {
  it('lies beside the plan', () => {
    expect(dataRecordName(RUN_ID)).toBe(`runs/${RUN_ID}/data.json`);
  });
});

import { describe, expect, it } from 'vitest';
import { deployed } from '../helpers/deployed.ts';
import { rendered } from '../helpers/rendered.ts';

describe('the template of the collector', () => {
  it('makes nothing of the other size', () => {
    const single = Object.keys(deployed({ Size: 'single' }));
    const distributed = Object.keys(deployed({ Size: 'distributed' }));

    expect(single.filter((id) => id.startsWith('Distributed'))).toEqual([]);
    expect(distributed.filter((id) => id.startsWith('Single'))).toEqual([]);
  });

  it.each(['single', 'distributed'])('refers to nothing that size %s does not make', (Size) => {
    const made = deployed({ Size });

    const text = JSON.stringify(Object.values(made).map(({ properties }) => properties));

    const { Resources } = rendered().collector;
    const missing = Object.keys(Resources).filter((id) => !(id in made));
    expect(missing.filter((id) => new RegExp(`\\b${id}\\b`).test(text))).toEqual([]);
  });

  it('asks for nothing but the organization and where the code is', () => {
    const { Parameters } = rendered().collector;
    const required = Object.entries(Parameters).filter(([, { Default }]) => Default === undefined);

    expect(required.map(([name]) => name).sort()).toEqual(['CodeBucket', 'OrganizationId']);
  });

  it('refuses a bucket of which the owner is not known', () => {
    const { Rules } = JSON.parse(rendered().collector.text);

    expect(Rules.OwnerOfGivenBucket.Assertions[0].AssertDescription).toBe(
      'S3BucketOwner must be set where S3BucketName is.',
    );
  });
});

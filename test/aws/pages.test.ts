import { describe, expect, it } from 'vitest';
import { allPages, nextMarker } from '../../src/aws/pages.ts';

describe('reading a list to its end', () => {
  it('goes on through short and empty pages for as long as there is a marker', async () => {
    const pages = new Map<string | null, { items: number[]; next: string | null }>([
      [null, { items: [1, 2], next: 'a' }],
      ['a', { items: [], next: 'b' }],
      ['b', { items: [3], next: null }],
    ]);

    const items = await allPages('ListThings', async (marker) => {
      const page = pages.get(marker);
      if (page === undefined) throw new RangeError(`no page ${marker}`);
      return page;
    });

    expect(items).toEqual([1, 2, 3]);
  });

  it('refuses a marker that never ends', async () => {
    const reading = allPages('ListThings', async () => ({ items: [1], next: 'again' }));

    await expect(reading).rejects.toMatchObject({
      code: 'RESPONSE_INVALID',
      message: 'expected ListThings to go on with a new marker, found the same one twice',
    });
  });

  it('refuses a list that is cut and does not say how to go on', () => {
    expect(() => nextMarker('ListUsers', { IsTruncated: true })).toThrow(
      'expected a marker with a list of ListUsers that is not complete, found none',
    );
  });

  it('does not go on where IAM says that the list is complete', () => {
    expect(nextMarker('ListUsers', { IsTruncated: false, Marker: 'left over' })).toBeNull();
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports.ts';

/** A store to test, and a second way to the same objects, as another process would have it. */
export interface StoreUnderTest extends AsyncDisposable {
  readonly store: Store;
  readonly other: Store;
}

const RUN = '20260911T131452Z-a1b2c3';
const ANOTHER_RUN = '20260911T131452Z-d4e5f6';

/** What every store does, whatever it keeps its objects in. */
export function describeStore(title: string, start: () => Promise<StoreUnderTest>): void {
  describe(title, () => {
    it('reads what was written', async () => {
      await using test = await start();

      await test.store.write('runs/1/plan.json', Buffer.from('{"a":1}'));

      expect(await textOf(test.other, 'runs/1/plan.json')).toBe('{"a":1}');
    });

    it('has no object before one is written', async () => {
      await using test = await start();

      expect(await test.store.read('runs/1/plan.json')).toBeNull();
      expect(await namesOf(test.store, '')).toEqual([]);
    });

    it('replaces an object that is written again', async () => {
      await using test = await start();

      await test.store.write('a', Buffer.from('first'));
      await test.store.write('a', Buffer.from('second'));

      expect(await textOf(test.store, 'a')).toBe('second');
    });

    it('keeps any bytes as they are', async () => {
      await using test = await start();
      const bytes = fc.uint8Array({ maxLength: 300 });

      await fc.assert(
        fc.asyncProperty(bytes, async (content) => {
          await test.store.write('parts/1.jsonl.gz', content);

          const read = await test.store.read('parts/1.jsonl.gz');

          expect(Buffer.from(read?.bytes ?? [])).toEqual(Buffer.from(content));
        }),
        { numRuns: 15 },
      );
    });

    it('lists the names below a prefix in the order of their bytes', async () => {
      await using test = await start();
      const names = ['b/2', 'b/10', 'b-c', 'b/1/x', 'b.d', 'a', 'B', 'c/1'];
      for (const name of names) await test.store.write(name, Buffer.from(name));

      expect(await namesOf(test.store, '')).toEqual([...names].sort());
      expect(await namesOf(test.store, 'b/')).toEqual(['b/1/x', 'b/10', 'b/2']);
      expect(await namesOf(test.store, 'b/1')).toEqual(['b/1/x', 'b/10']);
      expect(await namesOf(test.store, 'd/')).toEqual([]);
    });

    it.each(['', '/etc/passwd', '../x', 'a/../b', 'a//b', 'a/', '.hidden', 'a\\b', 'a\0b', 'a\n'])(
      'refuses the name %j',
      async (name) => {
        await using test = await start();
        const draft = await test.store.draft();

        await expect(test.store.read(name)).rejects.toThrow('is not valid');
        await expect(test.store.write(name, Buffer.from('x'))).rejects.toThrow('is not valid');
        await expect(draft.publishAs(name, RUN)).rejects.toThrow('is not valid');
        await draft.discard();
      },
    );

    it('replaces an object only if it is still the one that was read', async () => {
      await using test = await start();
      await test.store.write('latest.json', Buffer.from('one'));
      const version = (await test.store.read('latest.json'))?.version ?? null;

      const first = await test.store.replace('latest.json', Buffer.from('two'), version);
      const second = await test.other.replace('latest.json', Buffer.from('three'), version);

      expect({ first, second }).toEqual({ first: true, second: false });
      expect(await textOf(test.store, 'latest.json')).toBe('two');
    });

    it('creates an object conditionally only if there is none', async () => {
      await using test = await start();

      const first = await test.store.replace('latest.json', Buffer.from('one'), null);
      const second = await test.other.replace('latest.json', Buffer.from('two'), null);

      expect({ first, second }).toEqual({ first: true, second: false });
      expect(await textOf(test.store, 'latest.json')).toBe('one');
    });

    it('does not replace an object that is gone', async () => {
      await using test = await start();
      await test.store.write('elsewhere', Buffer.from('one'));
      const version = (await test.store.read('elsewhere'))?.version ?? null;

      expect(await test.store.replace('latest.json', Buffer.from('two'), version)).toBe(false);
      expect(await test.store.read('latest.json')).toBeNull();
    });

    it('lets one of many that replace at the same time win', async () => {
      await using test = await start();
      await test.store.write('latest.json', Buffer.from('old'));
      const version = (await test.store.read('latest.json'))?.version ?? null;
      const texts = ['0', '1', '2', '3', '4', '5', '6', '7'];

      const results = await Promise.all(
        texts.map((text, index) =>
          (index % 2 ? test.store : test.other).replace('latest.json', Buffer.from(text), version),
        ),
      );

      const winners = texts.filter((_, index) => results[index]);
      expect(winners).toHaveLength(1);
      expect(await textOf(test.store, 'latest.json')).toBe(winners[0]);
    });

    it('shows nothing of a draft before it is published', async () => {
      await using test = await start();
      const draft = await test.store.draft();

      await draft.append('AccountID\r\n');

      expect(await namesOf(test.other, '')).toEqual([]);
      await draft.discard();
      expect(await namesOf(test.other, '')).toEqual([]);
    });

    it('publishes a draft as a whole, and tells its digest', async () => {
      await using test = await start();
      const draft = await test.store.draft();
      const text = 'AccountID,Ünïcode\r\n111111111111,😀\r\n';
      await draft.append(text.slice(0, 5));
      await draft.append(text.slice(5));

      const result = await draft.publishAs('data.csv', RUN);
      await draft.discard();

      const sha256 = createHash('sha256').update(text).digest('hex');
      expect(result).toBe('created');
      expect(draft.digest()).toEqual({ bytes: Buffer.byteLength(text), sha256 });
      expect(await textOf(test.other, 'data.csv')).toBe(text);
    });

    it('publishes an empty draft as an empty object', async () => {
      await using test = await start();
      const draft = await test.store.draft();

      const result = await draft.publishAs('data.csv', RUN);
      await draft.discard();

      expect(result).toBe('created');
      expect(await textOf(test.other, 'data.csv')).toBe('');
    });

    it('never overwrites: the draft of another run is published under another name', async () => {
      await using test = await start();
      const first = await draftOf(test.store, 'first');
      const second = await draftOf(test.other, 'second');

      const results = [
        await first.publishAs('data.csv', RUN),
        await second.publishAs('data.csv', ANOTHER_RUN),
        await second.publishAs('data_d4e5f6.csv', ANOTHER_RUN),
      ];
      await first.discard();
      await second.discard();

      expect(results).toEqual(['created', 'taken', 'created']);
      expect(await textOf(test.store, 'data.csv')).toBe('first');
      expect(await textOf(test.store, 'data_d4e5f6.csv')).toBe('second');
    });

    it('takes its own object of an earlier attempt for created', async () => {
      await using test = await start();
      const first = await draftOf(test.store, 'same');
      const second = await draftOf(test.other, 'same');

      const results = [
        await first.publishAs('data.csv', RUN),
        await second.publishAs('data.csv', RUN),
      ];
      await first.discard();
      await second.discard();

      expect(results).toEqual(['created', 'created']);
    });

    it('lets one of two runs that publish at the same time have the name', async () => {
      await using test = await start();
      const first = await draftOf(test.store, 'first');
      const second = await draftOf(test.other, 'second');

      const results = await Promise.all([
        first.publishAs('data.csv', RUN),
        second.publishAs('data.csv', ANOTHER_RUN),
      ]);
      await first.discard();
      await second.discard();

      expect([...results].sort()).toEqual(['created', 'taken']);
      expect(await textOf(test.store, 'data.csv')).toBe(
        results[0] === 'created' ? 'first' : 'second',
      );
    });

    it('tries to write and leaves everything as it is', async () => {
      await using test = await start();

      await test.store.tryToWrite('runs/1/plan.json');
      const untouched = await namesOf(test.other, '');
      await test.store.write('runs/1/plan.json', Buffer.from('{}'));
      await test.store.tryToWrite('runs/1/plan.json');

      expect(untouched).toEqual([]);
      expect(await namesOf(test.other, '')).toEqual(['runs/1/plan.json']);
      expect(await textOf(test.other, 'runs/1/plan.json')).toBe('{}');
    });

    it('names the full location of an object', async () => {
      await using test = await start();

      expect(test.store.locationOf('a/b.csv')).toBe(`${test.store.location}/a/b.csv`);
    });
  });
}

async function draftOf(store: Store, text: string) {
  const draft = await store.draft();
  await draft.append(text);
  return draft;
}

export async function textOf(store: Store, name: string): Promise<string | null> {
  const object = await store.read(name);
  return object === null ? null : Buffer.from(object.bytes).toString();
}

export async function namesOf(store: Store, prefix: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of store.list(prefix)) names.push(name);
  return names;
}

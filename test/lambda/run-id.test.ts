import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runIdOf } from '../../src/lambda/run-id.ts';

const NOW = new Date('2026-09-11T13:20:07Z');
const SCHEDULED = {
  version: '0',
  id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  time: '2026-09-11T13:15:00Z',
  resources: ['arn:aws:events:eu-central-1:111111111111:rule/collect-iam-users'],
};

describe('the run id of an invocation', () => {
  it('has the time of the event', () => {
    const runId = runIdOf({ event: SCHEDULED, requestId: 'a', now: NOW });

    expect(runId).toMatch(/^20260911T131500Z-[0-9a-f]{6}$/);
  });

  it('is another if the event names a run to retry', () => {
    const retrying = { ...SCHEDULED, retryFailed: '20260911T120000Z-0a1b2c' };

    const [first, second] = [SCHEDULED, retrying].map((event) =>
      runIdOf({ event, requestId: 'a', now: NOW }),
    );

    expect(second).not.toBe(first);
  });

  it('is the same when a schedule fires twice for one time, under another event id', () => {
    const again = { ...SCHEDULED, id: 'd7a2c4e2-0000-4000-8000-000000000000' };

    const first = runIdOf({ event: SCHEDULED, requestId: 'a', now: NOW });
    const second = runIdOf({ event: again, requestId: 'b', now: new Date('2026-09-11T13:31:00Z') });

    expect(second).toBe(first);
  });

  it('differs between two schedules that are due at the same time', () => {
    const other = { ...SCHEDULED, resources: ['arn:aws:events:eu-central-1:111111111111:rule/b'] };

    const first = runIdOf({ event: SCHEDULED, requestId: 'a', now: NOW });
    const second = runIdOf({ event: other, requestId: 'a', now: NOW });

    expect(second).not.toBe(first);
  });

  it('differs between two events of another kind at the same time', () => {
    const event = { ...SCHEDULED, 'detail-type': 'Account Created' };

    const first = runIdOf({ event, requestId: 'a', now: NOW });
    const second = runIdOf({ event: { ...event, id: 'other' }, requestId: 'a', now: NOW });

    expect(second).not.toBe(first);
  });

  it('is made of the scheduled time alone when the event has nothing else', () => {
    const event = { time: '2026-09-11T13:15:00Z' };

    const first = runIdOf({ event, requestId: 'a', now: NOW });
    const second = runIdOf({ event, requestId: 'b', now: NOW });

    expect(second).toBe(first);
  });

  it('is the same for every attempt at one request without a time, all day', () => {
    const first = runIdOf({ event: {}, requestId: 'a', now: new Date('2026-09-11T00:00:00Z') });
    const last = runIdOf({ event: {}, requestId: 'a', now: new Date('2026-09-11T23:59:59Z') });

    expect(first).toMatch(/^20260911T000000Z-[0-9a-f]{6}$/);
    expect(last).toBe(first);
  });

  it.each([
    ['1970-01-01T00:00:00Z', 'the sample event of the Lambda console'],
    ['2026-09-10T13:20:07Z', 'an event from a day ago'],
    ['2026-09-11T14:20:07Z', 'an event from the future'],
    ['tomorrow', 'a time that is none'],
  ])('follows the request where the time is %s: %s', (time) => {
    const event = { ...SCHEDULED, time };

    const first = runIdOf({ event, requestId: 'a', now: NOW });
    const second = runIdOf({ event, requestId: 'b', now: NOW });

    expect(first).toMatch(/^20260911T000000Z-/);
    expect(second).not.toBe(first);
  });

  it('is well formed for any event at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (event, requestId) => {
        expect(runIdOf({ event, requestId, now: NOW })).toMatch(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/);
      }),
    );
  });
});

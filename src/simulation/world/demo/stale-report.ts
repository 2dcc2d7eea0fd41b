import type { ExistingReport } from '../account.ts';
import { daysBefore, MINUTE_SECONDS, secondsBefore, type Timestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import { handMadeKey, handMadeUser, type Place } from './user.ts';

/** When somebody else had the report generated: long enough ago that the account has changed. */
export function staleReportTime(now: Timestamp): Timestamp {
  return secondsBefore(now, 90 * MINUTE_SECONDS);
}

/** The report, with a user in it that has been deleted since. */
export function staleReport(place: Place): ExistingReport {
  const ghost = handMadeUser(place, {
    name: 'deleted.since',
    accessKeys: [
      handMadeKey('ghost', {
        status: 'Active',
        createdAt: daysBefore(place.now, 50),
        lastUse: null,
      }),
    ],
  });
  return { generatedAt: staleReportTime(place.now), ghosts: [ghost] };
}

/** Users whom the report does not know, or knows otherwise than they are. */
export function usersChangedSinceReport(place: Place): readonly User[] {
  const { now } = place;
  const recently = (minutes: number): Timestamp => secondsBefore(now, minutes * MINUTE_SECONDS);
  const aged = daysBefore(now, 120);
  return [
    handMadeUser(place, {
      name: 'newer.than.report',
      createdAt: recently(60),
      password: {
        createdAt: recently(58),
        lastChangedAt: recently(58),
        lastUsedAt: null,
        nextRotationAt: null,
        resetRequired: true,
      },
      accessKeys: [
        handMadeKey('newer', { status: 'Active', createdAt: recently(55), lastUse: null }),
      ],
    }),
    handMadeUser(place, { name: 'newer.without.anything', createdAt: recently(30) }),
    handMadeUser(place, {
      name: 'key.newer.than.report',
      accessKeys: [
        handMadeKey('old', { status: 'Active', createdAt: aged, lastUse: null }),
        handMadeKey('new', { status: 'Active', createdAt: recently(20), lastUse: null }),
      ],
    }),
    handMadeUser(place, {
      name: 'key.deactivated.since',
      accessKeys: [
        {
          ...handMadeKey('off', {
            status: 'Inactive',
            createdAt: aged,
            lastUse: { at: daysBefore(now, 3), service: 'sts', region: 'us-east-1' },
          }),
          deactivatedAt: recently(10),
        },
      ],
    }),
  ];
}

/** What the function reads of the event that invoked it. Everything else is ignored. */
export interface InvocationEvent {
  /** Of an EventBridge event: unique, and the same when the event is delivered again. */
  readonly id: string | null;
  /** When the event was due, in milliseconds since 1970. */
  readonly time: number | null;
  /** Whether a schedule made the event. */
  readonly scheduled: boolean;
  /** The ARNs that the event is about: of a scheduled event, the schedule's. */
  readonly resources: readonly string[];
  /** The run whose failed accounts are to be read again, as the setting of that name. */
  readonly retryFailed: string | null;
}

/** Reads any event without complaint: all settings but one come from the environment, not from here. */
export function parseEvent(event: unknown): InvocationEvent {
  const fields: Readonly<Record<string, unknown>> = isRecord(event) ? event : {};
  const time = typeof fields.time === 'string' ? Date.parse(fields.time) : Number.NaN;
  const { retryFailed = null } = fields;
  const resources: readonly unknown[] = Array.isArray(fields.resources) ? fields.resources : [];
  return {
    id: typeof fields.id === 'string' && fields.id !== '' ? fields.id : null,
    time: Number.isNaN(time) ? null : time,
    scheduled: fields['detail-type'] === 'Scheduled Event',
    resources: resources.filter((resource) => typeof resource === 'string'),
    retryFailed:
      typeof retryFailed === 'string' || retryFailed === null
        ? retryFailed
        : JSON.stringify(retryFailed),
  };
}

/** Whether a value may have fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';

/**
 * How far the clock of AWS is ahead of the one of this machine, in milliseconds, give or take half a
 * second and half of the time that the call takes; `null` if AWS does not tell the time.
 *
 * The SDK corrects its signatures in silence by the same header, once they are refused; ages and
 * names of files have nobody who corrects them.
 *
 * @throws What the SDK throws.
 */
export async function measureClockOffset(
  sts: STSClient,
  now: () => Date,
  abortSignal: AbortSignal,
): Promise<number | null> {
  const command = new GetCallerIdentityCommand({});
  let offset: number | null = null;
  command.middlewareStack.add(
    (next) => async (request) => {
      const sentAt = now().getTime();
      const answer = await next(request);
      const middle = (sentAt + now().getTime()) / 2;
      offset = offsetOf(dateOf(answer.response), middle);
      return answer;
    },
    // Nearest to the wire: neither retries nor parsing are in the time that is measured.
    { name: 'measureClockOffset', step: 'deserialize', priority: 'low' },
  );
  await sts.send(command, { abortSignal });
  return offset;
}

/** The header has whole seconds, so that on average half a second has passed since. */
const HALF_A_SECOND_MS = 500;

function offsetOf(date: string | undefined, atMs: number): number | null {
  const serverMs = Date.parse(date ?? '') + HALF_A_SECOND_MS;
  return Number.isNaN(serverMs) ? null : Math.round(serverMs - atMs);
}

function dateOf(response: unknown): string | undefined {
  const headers = property(response, 'headers');
  const date = property(headers, 'date') ?? property(headers, 'Date');
  return typeof date === 'string' ? date : undefined;
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

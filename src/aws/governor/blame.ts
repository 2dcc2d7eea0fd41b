import type { Answer } from './answer.ts';
import type { Sent } from './call-queue.ts';

/** What became of a request; `failed`: nothing that tells about its rate. */
export type Outcome = 'admitted' | 'refused' | 'failed';

/**
 * Tells the gates of a request what became of it, and slows down the one that a refusal is to be
 * blamed on. AWS does not say which bucket was empty. It is the broadest that is not innocent: many
 * other calls would have been refused too, were it empty.
 */
export function tellGates({ call, sentAt, waitedAt }: Sent, outcome: Outcome, at: number): void {
  const answer: Answer = { sentAt, at };
  if (outcome === 'admitted') for (const gate of call.gates) gate.admitted(answer);
  if (outcome !== 'refused') return;
  for (const gate of call.gates) gate.refused(answer);
  const blamed = call.gates.find(
    (gate) => !gate.isInnocent() && (waitedAt.includes(gate) || gate.isSuspect()),
  );
  blamed?.slowDown(answer, waitedAt.includes(blamed));
}

import type { Session } from '../../runtime/sessions.ts';
import type { State } from '../../runtime/state.ts';

/** An answer as JSON. */
export type Answer = Readonly<Record<string, unknown>>;

/** One call of AWS Organizations. */
export interface OrganizationsCall {
  readonly state: State;
  readonly session: Session;
  readonly input: Readonly<Record<string, unknown>>;
}

import { fitsWildcard } from '../policy/wildcard.ts';

/** The services that the simulation speaks for. */
export type ServiceName = 'iam' | 'sts' | 'organizations' | 's3';

/** Which calls are meant; what is left out fits every call. */
export interface CallPattern {
  readonly service?: ServiceName;
  /** Such as `ListUsers`. */
  readonly operation?: string;
  /** The account whose data is asked for; of AssumeRole, the account of the role. */
  readonly accountId?: string;
  /** The parameter `UserName`. */
  readonly userName?: string;
  /** The key of the object, of Amazon S3; `*` and `?` as in policies. */
  readonly key?: string;
}

/** What goes wrong, and when. Plain data, so that rules can come from a JSON file. */
export interface FaultRule {
  readonly match?: CallPattern;
  /** So many calls that match go well first. @defaultValue 0 */
  readonly after?: number;
  /** So many calls go wrong at most. @defaultValue no limit */
  readonly times?: number;
  /** From 0 to 1, decided by the seed and the number of the call. @defaultValue 1 */
  readonly probability?: number;
  readonly seed?: string;
  readonly effect: FaultEffect;
}

export type FaultEffect =
  /** The service's own throttling error. */
  | { readonly kind: 'throttle' }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly status: number;
      readonly message?: string;
    }
  /** A status with the HTML of a load balancer, without an error code. */
  | { readonly kind: 'status'; readonly status: number }
  /** The service's own answer to expired credentials. */
  | { readonly kind: 'expired' }
  /** The connection ends without an answer; with `answered`, after the call took effect. */
  | { readonly kind: 'reset'; readonly answered?: boolean }
  /** Half of the body, then the connection ends. */
  | { readonly kind: 'cut' }
  /** Half of the body with the length that goes with it: XML or JSON that does not close. */
  | { readonly kind: 'malformed' }
  /** No answer until the simulation closes. */
  | { readonly kind: 'hang' }
  /** The body in ten pieces, over so many milliseconds. */
  | { readonly kind: 'drip'; readonly ms: number }
  /** Later rules may still apply. */
  | { readonly kind: 'delay'; readonly ms: number };

/** A call, as far as rules look at it. */
export interface CallFacts {
  readonly service: ServiceName;
  readonly operation: string;
  readonly accountId: string;
  readonly userName: string | null;
  /** `null`: not about an object. */
  readonly key: string | null;
}

export function fits(pattern: CallPattern | undefined, call: CallFacts): boolean {
  const { service, operation, accountId, userName, key } = pattern ?? {};
  return (
    (service === undefined || service === call.service) &&
    (operation === undefined || operation === call.operation) &&
    (accountId === undefined || accountId === call.accountId) &&
    (userName === undefined || userName === call.userName) &&
    (key === undefined || (call.key !== null && fitsWildcard(key, call.key)))
  );
}

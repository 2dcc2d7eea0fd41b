/** One HTTP request as it came over the wire, and who sent it. */
export interface WireRequest {
  readonly method: string;
  /** Path and query as sent, undecoded. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** `null`: the credentials are missing or unknown. */
  readonly principal: Principal | null;
  /** What the policies of the sender say. @defaultValue they allow everything */
  readonly judge?: Judge;
}

/** Why policies refuse an action, in the words of AWS from `because` or `with` on; `null`: they allow it. */
export type Judge = (access: JudgedAccess) => string | null;

export interface JudgedAccess {
  /** Such as `s3:PutObject`. */
  readonly action: string;
  /** ARN, or `*`. */
  readonly resource: string;
  /** What conditions may ask for: condition key in lower case → value. */
  readonly context?: Readonly<Record<string, string>>;
}

export interface WireResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Who a request acts for, found by the access key id of its signature. */
export interface Principal {
  readonly accountId: string;
  readonly arn: string;
  /** The policies of a role apply; a user of the simulation may do everything. */
  readonly kind: 'user' | 'role';
}

import { randomBytes } from 'node:crypto';
import type { PolicyDocument } from '../policy/document.ts';
import type { Principal } from '../wire.ts';
import type { Organization } from '../world/organization.ts';

/** What an access key id stands for. */
export interface Session {
  readonly principal: Principal;
  /** ARN of the role behind the session: `aws:PrincipalArn`. */
  readonly roleArn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `null`: long-term credentials, which need none. */
  readonly token: string | null;
  /** Narrows what the role may; `null`: does not. */
  readonly policy: PolicyDocument | null;
  /** Milliseconds of wall time; `null`: never. */
  readonly expiresAt: number | null;
}

export interface SessionRequest {
  readonly accountId: string;
  readonly roleId: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly policy: PolicyDocument | null;
  readonly seconds: number;
}

/** The credentials that the simulation knows: those of the caller, and those it has given out. */
export class Sessions {
  readonly #byAccessKeyId = new Map<string, Session>();

  constructor(organization: Organization) {
    const { caller } = organization;
    const accounts = `arn:${organization.partition}`;
    this.#byAccessKeyId.set(caller.accessKeyId, {
      principal: {
        accountId: caller.accountId,
        arn: `${accounts}:sts::${caller.accountId}:assumed-role/${caller.roleName}/${caller.sessionName}`,
        kind: 'role',
      },
      roleArn: `${accounts}:iam::${caller.accountId}:role/${caller.roleName}`,
      accessKeyId: caller.accessKeyId,
      secretAccessKey: caller.secretAccessKey,
      token: null,
      policy: null,
      expiresAt: null,
    });
  }

  find(accessKeyId: string): Session | undefined {
    return this.#byAccessKeyId.get(accessKeyId);
  }

  /** Lets the temporary credentials of an account that were given out so far expire. */
  expire(accountId: string): void {
    for (const [id, session] of this.#byAccessKeyId) {
      if (session.principal.accountId !== accountId || session.expiresAt === null) continue;
      this.#byAccessKeyId.set(id, { ...session, expiresAt: 0 });
    }
  }

  /** Gives out temporary credentials. */
  open(request: SessionRequest): Session {
    const roleName = request.roleArn.slice(request.roleArn.lastIndexOf('/') + 1);
    const session: Session = {
      principal: {
        accountId: request.accountId,
        arn: `arn:aws:sts::${request.accountId}:assumed-role/${roleName}/${request.sessionName}`,
        kind: 'role',
      },
      roleArn: request.roleArn,
      accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      token: randomBytes(96).toString('base64'),
      policy: request.policy,
      expiresAt: Date.now() + request.seconds * 1000,
    };
    this.#byAccessKeyId.set(session.accessKeyId, session);
    return session;
  }
}

import { conditionsHold, type RequestContext } from './conditions.ts';
import { type PolicyDocument, type Statement, toArray } from './document.ts';
import { fitsWildcard } from './wildcard.ts';

/** One request, as policies see it. */
export interface PolicyRequest {
  /** Such as `iam:ListUsers`. */
  readonly action: string;
  /** ARN, or `*` for an action that has no resource. */
  readonly resource: string;
  readonly context: RequestContext;
}

export type Verdict = 'allowed' | 'denied implicitly' | 'denied explicitly';

/** What a set of policies says together: an explicit deny wins over everything. */
export function evaluate(policies: readonly PolicyDocument[], request: PolicyRequest): Verdict {
  const statements = policies
    .flatMap((policy) => toArray<Statement>(policy.Statement))
    .filter((statement) => appliesTo(statement, request));
  if (statements.some(({ Effect }) => Effect === 'Deny')) return 'denied explicitly';
  return statements.length > 0 ? 'allowed' : 'denied implicitly';
}

function appliesTo(statement: Statement, request: PolicyRequest): boolean {
  return (
    fitsAction(statement, request.action) &&
    fitsResource(statement, request.resource) &&
    conditionsHold(statement.Condition, request.context)
  );
}

/** Actions are compared without regard to case. */
function fitsAction(statement: Statement, action: string): boolean {
  const fits = (pattern: string): boolean =>
    fitsWildcard(pattern.toLowerCase(), action.toLowerCase());
  if (statement.NotAction !== undefined) return !toArray(statement.NotAction).some(fits);
  return toArray(statement.Action).some(fits);
}

/** A trust policy names no resource: it is that of the role it belongs to. */
function fitsResource(statement: Statement, resource: string): boolean {
  const fits = (pattern: string): boolean => fitsWildcard(pattern, resource);
  if (statement.NotResource !== undefined) return !toArray(statement.NotResource).some(fits);
  if (statement.Resource === undefined) return statement.Principal !== undefined;
  return toArray(statement.Resource).some(fits);
}

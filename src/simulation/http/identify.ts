import type { CallFacts } from '../faults/rules.ts';
import { type Authentication, authenticate } from '../runtime/authenticate.ts';
import type { State } from '../runtime/state.ts';
import { readRequest } from '../s3/operation.ts';
import type { WireRequest } from '../wire.ts';

/** A request that is understood as far as who asks which service for what. */
export interface IdentifiedCall extends CallFacts {
  readonly request: Omit<WireRequest, 'principal'>;
  readonly authentication: Authentication;
  /** The form of IAM and STS; empty for the others. */
  readonly parameters: URLSearchParams;
}

/** Of a call whose account cannot be told. */
export const NO_ACCOUNT = 'none';

/** One port serves all: the header of AWS Organizations, the API version in a form, the rest is S3. */
export function identify(state: State, request: Omit<WireRequest, 'principal'>): IdentifiedCall {
  const authentication = authenticate(state.sessions, request.headers, request.target);
  const caller =
    authentication.outcome === 'known' ? authentication.session.principal.accountId : NO_ACCOUNT;
  const target = request.headers['x-amz-target'] ?? '';
  const common = { request, authentication, accountId: caller, userName: null, key: null };
  if (target.startsWith(ORGANIZATIONS)) {
    const operation = target.slice(ORGANIZATIONS.length);
    return { ...common, service: 'organizations', operation, parameters: NO_PARAMETERS };
  }
  const parameters = formOf(request);
  const service = parameters === null ? undefined : VERSIONS[parameters.get('Version') ?? ''];
  if (parameters === null || service === undefined) {
    return { ...common, service: 's3', ...s3Facts(request), parameters: NO_PARAMETERS };
  }
  return {
    ...common,
    service,
    operation: parameters.get('Action') ?? '',
    accountId: accountOfRole(parameters) ?? caller,
    userName: parameters.get('UserName'),
    parameters,
  };
}

const ORGANIZATIONS = 'AWSOrganizationsV20161128.';
const NO_PARAMETERS = new URLSearchParams();
const VERSIONS: Readonly<Record<string, 'iam' | 'sts'>> = {
  '2010-05-08': 'iam',
  '2011-06-15': 'sts',
};

function formOf(request: Omit<WireRequest, 'principal'>): URLSearchParams | null {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  if (request.method !== 'POST' || isForm !== true) return null;
  return new URLSearchParams(request.body.toString('utf8'));
}

/** AssumeRole is counted for the account of the role, not for that of the caller. */
function accountOfRole(parameters: URLSearchParams): string | null {
  const roleArn = parameters.get('Action') === 'AssumeRole' ? parameters.get('RoleArn') : null;
  return roleArn?.split(':')[4] ?? null;
}

function s3Facts(request: Omit<WireRequest, 'principal'>): Pick<CallFacts, 'operation' | 'key'> {
  try {
    const { operation, key } = readRequest({ ...request, principal: null });
    return { operation, key: key === '' ? null : key };
  } catch {
    return { operation: 'Unknown', key: null };
  }
}

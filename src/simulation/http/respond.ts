import type { State } from '../runtime/state.ts';
import type { SimulatedS3 } from '../s3/s3.ts';
import { ServiceError } from '../service-error.ts';
import { refusal } from '../services/authorize.ts';
import { answerIam } from '../services/iam/iam.ts';
import { jsonResponse } from '../services/json-protocol.ts';
import { answerOrganizations } from '../services/organizations/organizations.ts';
import { queryResponse } from '../services/query-protocol.ts';
import { answerSts } from '../services/sts/sts.ts';
import type { WireResponse } from '../wire.ts';
import { credentialsError, IAM_NAMESPACE, renderError, STS_NAMESPACE } from './errors.ts';
import type { IdentifiedCall } from './identify.ts';

/** Lets the service answer; its errors are answers too. */
export async function respond(
  state: State,
  s3: SimulatedS3,
  call: IdentifiedCall,
): Promise<WireResponse> {
  try {
    return await answer(state, s3, call);
  } catch (error) {
    const known =
      error instanceof ServiceError
        ? error
        : new ServiceError('InternalFailure', 500, `The simulation failed: ${String(error)}`);
    return renderError(call.service, known, call.request.method);
  }
}

async function answer(state: State, s3: SimulatedS3, call: IdentifiedCall): Promise<WireResponse> {
  const { authentication, operation, parameters, service } = call;
  if (service === 's3') return answerS3(state, s3, call);
  if (authentication.outcome !== 'known') {
    throw credentialsError(service, authentication.outcome);
  }
  const { session } = authentication;
  if (service === 'organizations') {
    const input = readJson(call.request.body);
    return jsonResponse(answerOrganizations({ state, session, input }, operation));
  }
  return service === 'iam'
    ? queryResponse(IAM_NAMESPACE, operation, answerIam(state, session, operation, parameters))
    : queryResponse(STS_NAMESPACE, operation, answerSts(state, session, operation, parameters));
}

/** Amazon S3 answers unknown callers itself: a bucket may be open to them. */
async function answerS3(
  state: State,
  s3: SimulatedS3,
  { authentication, request }: IdentifiedCall,
): Promise<WireResponse> {
  if (authentication.outcome === 'expired') throw credentialsError('s3', 'expired');
  if (authentication.outcome !== 'known') return s3.handle({ ...request, principal: null });
  const { session } = authentication;
  return s3.handle({
    ...request,
    principal: session.principal,
    judge: (access) => refusal(state, session, access),
  });
}

function readJson(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body.toString('utf8') || '{}') as Readonly<Record<string, unknown>>;
  } catch {
    throw new ServiceError('SerializationException', 400, 'The body is not JSON.');
  }
}

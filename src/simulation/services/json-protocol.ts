import type { ServiceError } from '../service-error.ts';
import type { WireResponse } from '../wire.ts';

/** The protocol of AWS Organizations: AWS JSON 1.1. */
export function jsonResponse(result: Readonly<Record<string, unknown>>): WireResponse {
  return { status: 200, headers: JSON_1_1, body: JSON.stringify(result) };
}

export function jsonError(error: ServiceError): WireResponse {
  return {
    status: error.status,
    headers: { ...JSON_1_1, 'x-amzn-errortype': error.code },
    body: JSON.stringify({ __type: error.code, Message: error.message }),
  };
}

const JSON_1_1 = { 'content-type': 'application/x-amz-json-1.1' };

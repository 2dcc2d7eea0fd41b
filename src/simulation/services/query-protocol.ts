import { randomUUID } from 'node:crypto';
import type { ServiceError } from '../service-error.ts';
import type { WireResponse } from '../wire.ts';
import { element } from './xml.ts';

/** The XML protocol of IAM and STS: a form in, XML out. */
export type QueryNamespace =
  | 'https://iam.amazonaws.com/doc/2010-05-08/'
  | 'https://sts.amazonaws.com/doc/2011-06-15/';

/** An answer around what is inside the result element; `null` leaves that element out. */
export function queryResponse(
  namespace: QueryNamespace,
  operation: string,
  result: string | null,
): WireResponse {
  const inner = result === null ? '' : `<${operation}Result>${result}</${operation}Result>`;
  const metadata = `<ResponseMetadata>${element('RequestId', randomUUID())}</ResponseMetadata>`;
  return {
    status: 200,
    headers: XML,
    body: `<${operation}Response xmlns="${namespace}">${inner}${metadata}</${operation}Response>`,
  };
}

export function queryError(namespace: QueryNamespace, error: ServiceError): WireResponse {
  const details = [
    element('Type', error.status < 500 ? 'Sender' : 'Receiver'),
    element('Code', error.code),
    element('Message', error.message),
  ].join('');
  const requestId = element('RequestId', randomUUID());
  return {
    status: error.status,
    headers: XML,
    body: `<ErrorResponse xmlns="${namespace}"><Error>${details}</Error>${requestId}</ErrorResponse>`,
  };
}

const XML = { 'content-type': 'text/xml' };

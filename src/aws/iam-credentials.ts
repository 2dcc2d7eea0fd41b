import {
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  ListSigningCertificatesCommand,
} from '@aws-sdk/client-iam';
import { toInstant } from '../model/instant.ts';
import type { ListedAccessKey } from '../model/join-access-keys.ts';
import { compareText } from '../model/text-order.ts';
import type { SigningCertificate } from '../model/user.ts';
import type { AccessKeyLastUsed } from '../ports.ts';
import type { AccountSession } from './account-session.ts';
import { fetchList, orNone } from './iam-pages.ts';
import { required, requiredInstant } from './required.ts';

export function fetchAccessKeys(
  session: AccountSession,
  UserName: string,
): Promise<readonly ListedAccessKey[] | null> {
  const operation = 'ListAccessKeys';
  return orNone(
    fetchList(session, {
      operation,
      send: (client, paging, options) =>
        client.send(new ListAccessKeysCommand({ UserName, ...paging }), options),
      items: (answer) =>
        required(answer.AccessKeyMetadata, operation, 'AccessKeyMetadata').map((key) => ({
          id: required(key.AccessKeyId, operation, 'AccessKeyId'),
          status: required(key.Status, operation, 'Status'),
          createdAt: requiredInstant(key.CreateDate, operation, 'CreateDate'),
        })),
    }),
  );
}

/** Without a date in the answer the key was never used, as far as AWS has kept track. */
export function fetchAccessKeyLastUsed(
  session: AccountSession,
  AccessKeyId: string,
): Promise<AccessKeyLastUsed | null> {
  const answer = session.call('GetAccessKeyLastUsed', (client, options) =>
    client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }), options),
  );
  return orNone(
    answer.then(({ AccessKeyLastUsed: use }) => {
      const { LastUsedDate } = required(use, 'GetAccessKeyLastUsed', 'AccessKeyLastUsed');
      return { lastUsedAt: LastUsedDate === undefined ? null : toInstant(LastUsedDate) };
    }),
  );
}

/** The answer holds the certificates themselves; they are dropped here. */
export async function fetchSigningCertificates(
  session: AccountSession,
  UserName: string,
): Promise<readonly SigningCertificate[] | null> {
  const operation = 'ListSigningCertificates';
  const certificates = await orNone(
    fetchList(session, {
      operation,
      send: (client, paging, options) =>
        client.send(new ListSigningCertificatesCommand({ UserName, ...paging }), options),
      items: (answer) =>
        required(answer.Certificates, operation, 'Certificates').map((certificate) => ({
          id: required(certificate.CertificateId, operation, 'CertificateId'),
          status: required(certificate.Status, operation, 'Status'),
          uploadedAt: requiredInstant(certificate.UploadDate, operation, 'UploadDate'),
        })),
    }),
  );
  return certificates?.toSorted((left, right) => compareText(left.id, right.id)) ?? null;
}

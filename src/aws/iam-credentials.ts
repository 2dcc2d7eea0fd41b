import {
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
} from '@aws-sdk/client-iam';
import { toInstant } from '../model/instant.ts';
import type { ListedAccessKey } from '../model/join-access-keys.ts';
import { compareText } from '../model/text-order.ts';
import type { SigningCertificate, SshPublicKey } from '../model/user.ts';
import type { AccessKeyLastUsed, ListedCredential } from '../ports.ts';
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
      const { LastUsedDate, ServiceName, Region } = required(
        use,
        'GetAccessKeyLastUsed',
        'AccessKeyLastUsed',
      );
      if (LastUsedDate === undefined) return { lastUse: null };
      const at = toInstant(LastUsedDate);
      return { lastUse: { at, service: toldOrNull(ServiceName), region: toldOrNull(Region) } };
    }),
  );
}

/** `N/A` for what there is not, such as the region of a use of Amazon S3. */
function toldOrNull(text: string | undefined): string | null {
  return text === undefined || text === 'N/A' ? null : text;
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

export async function fetchSshPublicKeys(
  session: AccountSession,
  UserName: string,
): Promise<readonly SshPublicKey[] | null> {
  const operation = 'ListSSHPublicKeys';
  const keys = await orNone(
    fetchList(session, {
      operation,
      send: (client, paging, options) =>
        client.send(new ListSSHPublicKeysCommand({ UserName, ...paging }), options),
      items: (answer) =>
        required(answer.SSHPublicKeys, operation, 'SSHPublicKeys').map((key) => ({
          id: required(key.SSHPublicKeyId, operation, 'SSHPublicKeyId'),
          status: required(key.Status, operation, 'Status'),
          uploadedAt: requiredInstant(key.UploadDate, operation, 'UploadDate'),
        })),
    }),
  );
  return keys?.toSorted((left, right) => compareText(left.id, right.id)) ?? null;
}

/** Those of all users, in one list: `AllUsers` spares a call for each user. */
export function fetchServiceSpecificCredentials(
  session: AccountSession,
): Promise<readonly ListedCredential[]> {
  const operation = 'ListServiceSpecificCredentials';
  return fetchList(session, {
    operation,
    send: (client, paging, options) =>
      client.send(
        new ListServiceSpecificCredentialsCommand({ AllUsers: true, ...paging }),
        options,
      ),
    items: (answer) =>
      required(answer.ServiceSpecificCredentials, operation, 'ServiceSpecificCredentials').map(
        (credential) => ({
          userName: required(credential.UserName, operation, 'UserName'),
          id: required(
            credential.ServiceSpecificCredentialId,
            operation,
            'ServiceSpecificCredentialId',
          ),
          serviceName: required(credential.ServiceName, operation, 'ServiceName'),
          status: required(credential.Status, operation, 'Status'),
          createdAt: requiredInstant(credential.CreateDate, operation, 'CreateDate'),
          expiresAt: credential.ExpirationDate ? toInstant(credential.ExpirationDate) : null,
        }),
      ),
  });
}

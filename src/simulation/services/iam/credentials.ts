import { ServiceError } from '../../service-error.ts';
import { element, list } from '../xml.ts';
import { type IamCall, namedUser } from './call.ts';
import { numberedPage } from './paging.ts';

export function listAccessKeys(call: IamCall): string {
  const user = namedUser(call);
  const page = numberedPage(call, user.accessKeys);
  return (
    list('AccessKeyMetadata', page.items, (key) =>
      [
        element('UserName', user.name),
        element('AccessKeyId', key.id),
        element('Status', key.status),
        element('CreateDate', key.createdAt),
      ].join(''),
    ) + page.trailer
  );
}

/**
 * An unused key has no date, but `N/A` as its service and region. Of a key that does not exist AWS
 * does not say so: its owner would be what access is allowed to.
 */
export function getAccessKeyLastUsed(call: IamCall): string {
  const id = call.parameters.get('AccessKeyId') ?? '';
  const user = call.state.ownerOfKey(call.account, id);
  const key = user?.accessKeys.find((candidate) => candidate.id === id);
  if (user === undefined || key === undefined) {
    const subject = 'User is not authorized to perform: iam:GetAccessKeyLastUsed';
    throw new ServiceError('AccessDenied', 403, `${subject} on resource: access key ${id}`);
  }
  const use = [
    element('LastUsedDate', key.lastUse?.at ?? null),
    element('ServiceName', key.lastUse?.service ?? 'N/A'),
    element('Region', key.lastUse?.region ?? 'N/A'),
  ].join('');
  return `${element('UserName', user.name)}<AccessKeyLastUsed>${use}</AccessKeyLastUsed>`;
}

/** A user without a console password has no login profile. */
export function getLoginProfile(call: IamCall): string {
  const { name, password } = namedUser(call);
  if (password === null) {
    throw new ServiceError('NoSuchEntity', 404, `Login Profile for User ${name} cannot be found.`);
  }
  const inner = [
    element('UserName', name),
    element('CreateDate', password.createdAt),
    element('PasswordResetRequired', password.resetRequired),
  ].join('');
  return `<LoginProfile>${inner}</LoginProfile>`;
}

export function listSigningCertificates(call: IamCall): string {
  const user = namedUser(call);
  const page = numberedPage(call, user.signingCertificates);
  return (
    list('Certificates', page.items, (certificate) =>
      [
        element('UserName', user.name),
        element('CertificateId', certificate.id),
        element('CertificateBody', certificate.body),
        element('Status', certificate.status),
        element('UploadDate', certificate.uploadedAt),
      ].join(''),
    ) + page.trailer
  );
}

export function listSshPublicKeys(call: IamCall): string {
  const user = namedUser(call);
  const page = numberedPage(call, user.sshPublicKeys);
  return (
    list('SSHPublicKeys', page.items, (key) =>
      [
        element('UserName', user.name),
        element('SSHPublicKeyId', key.id),
        element('Status', key.status),
        element('UploadDate', key.uploadedAt),
      ].join(''),
    ) + page.trailer
  );
}

import { GetLoginProfileCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import { CollectorError } from '../errors.ts';
import { compareText } from '../model/text-order.ts';
import type { MfaDevice } from '../model/user.ts';
import type { LoginProfile } from '../ports.ts';
import type { AccountSession } from './account-session.ts';
import { fetchList, isNoSuchEntity, orNone } from './iam-pages.ts';
import { required, requiredInstant } from './required.ts';

/**
 * Whether the user has a console password. IAM has one error code for "no password" and "no such
 * user", and only the message tells which: "Login Profile for User … cannot be found" or "The user
 * with name … cannot be found". A user that IAM does not find yet must not pass for one without a
 * password.
 */
export async function fetchLoginProfile(
  session: AccountSession,
  UserName: string,
): Promise<LoginProfile | null> {
  const operation = 'GetLoginProfile';
  try {
    const { LoginProfile: profile } = await session.call(operation, (client, options) =>
      client.send(new GetLoginProfileCommand({ UserName }), options),
    );
    const { CreateDate } = required(profile, operation, 'LoginProfile');
    return { createdAt: requiredInstant(CreateDate, operation, 'CreateDate') };
  } catch (thrown) {
    if (!(thrown instanceof CollectorError) || !isNoSuchEntity(thrown.cause)) throw thrown;
    const words = thrown.cause instanceof Error ? thrown.cause.message : '';
    return /^login profile\b/i.test(words) ? { createdAt: null } : null;
  }
}

export async function fetchMfaDevices(
  session: AccountSession,
  UserName: string,
): Promise<readonly MfaDevice[] | null> {
  const operation = 'ListMFADevices';
  const devices = await orNone(
    fetchList(session, {
      operation,
      send: (client, paging, options) =>
        client.send(new ListMFADevicesCommand({ UserName, ...paging }), options),
      items: (answer) =>
        required(answer.MFADevices, operation, 'MFADevices').map((device) => ({
          serialNumber: required(device.SerialNumber, operation, 'SerialNumber'),
          enabledAt: requiredInstant(device.EnableDate, operation, 'EnableDate'),
        })),
    }),
  );
  const bySerialNumber = (left: MfaDevice, right: MfaDevice) =>
    compareText(left.serialNumber, right.serialNumber);
  return devices?.toSorted(bySerialNumber) ?? null;
}

import type { AwsService, StaticCredentials } from './connection.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The endpoint that the environment sets for a service, as the AWS CLI reads it; `null`: none, so
 * that the SDK looks into the profile and then takes AWS's own.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointFrom(environment: Environment, service: AwsService): string | null {
  if (environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return null;
  return environment[`AWS_ENDPOINT_URL_${service}`] || environment.AWS_ENDPOINT_URL || null;
}

/** Whether a profile was named on the command line or in the configuration file. */
export interface ProfileChoice {
  readonly isProfileChosen: boolean;
}

/**
 * The credentials that the environment holds; `null`: none, or a profile was chosen. They win over
 * `AWS_PROFILE`, and a profile that was named to this program wins over them.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-authentication.html#cli-chap-authentication-precedence
 */
export function credentialsFrom(
  environment: Environment,
  { isProfileChosen }: ProfileChoice,
): StaticCredentials | null {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (isProfileChosen || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return null;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}

import { Tokenization } from 'aws-cdk-lib';
import { SETTINGS, type SettingKey } from '../../../src/settings/setting-table.ts';
import type { Places } from './places.ts';
import type { IamUserDataCollectorProps } from './props.ts';

/** The settings of a run as the environment variables of its functions. */
export function environmentOf(
  props: IamUserDataCollectorProps,
  places: Places,
): Readonly<Record<string, string>> {
  const { organizationId, roleName, externalId, key, minCoverage, settings = {} } = props;
  const { target, prefix, runStore, runStorePrefix } = places;
  return {
    ...variables({ organizationId, roleName, externalId, ...settings }),
    ...variables({ kmsKeyId: key?.keyArn }),
    ...(minCoverage !== undefined && {
      [variableOf('minCoverage')]: Tokenization.stringifyNumber(minCoverage),
    }),
    S3_BUCKET_NAME: target.bucketName,
    S3_PREFIX: prefix,
    RUN_STORE: `s3://${runStore.bucketName}/${runStorePrefix}`,
  };
}

type Values = Readonly<Partial<Record<SettingKey, string | undefined>>>;

function variables(values: Values): Readonly<Record<string, string>> {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[variableOf(key as SettingKey), value] as const],
  );
  return Object.fromEntries(given);
}

/** The environment variable of a setting. */
export function variableOf(key: SettingKey): string {
  const [name = key] = SETTINGS[key].environment;
  return name;
}

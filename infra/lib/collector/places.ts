import { Aws } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IamUserDataCollectorProps } from './props.ts';

/** Where a deployed collector writes. */
export interface Places {
  readonly target: IBucket;
  readonly targetOwner: string;
  /** Without a slash at either end. */
  readonly prefix: string;
  readonly runStore: IBucket;
  /** Of the run store, without a slash at either end. */
  readonly runStorePrefix: string;
}

type PlaceProps = Pick<
  IamUserDataCollectorProps,
  'bucket' | 'bucketOwner' | 'prefix' | 'runStoreBucket'
>;

/** Everything that is not the data is in a folder beside it. */
export const RUN_STORE_FOLDER = '_iam-users';

const DEFAULT_PREFIX = 'iam-users';

export function placesOf(props: PlaceProps, target: IBucket): Places {
  const prefix = prefixOf(props);
  return {
    target,
    targetOwner: props.bucketOwner ?? Aws.ACCOUNT_ID,
    prefix,
    runStore: props.runStoreBucket ?? target,
    runStorePrefix: below(prefix, RUN_STORE_FOLDER),
  };
}

export function prefixOf({ prefix = DEFAULT_PREFIX }: Pick<PlaceProps, 'prefix'>): string {
  return prefix;
}

/** A name in a folder; the whole bucket is a folder without a name. */
export function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

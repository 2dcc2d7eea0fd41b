import { Aws } from 'aws-cdk-lib';
import type { PolicyDocument as CdkPolicyDocument } from 'aws-cdk-lib/aws-iam';
import { bucketStatements } from '../../../src/policies/bucket-statements.ts';
import { collectorPolicy } from '../../../src/policies/collector-policy.ts';
import { type PolicyDocument, policyOf } from '../../../src/policies/document.ts';
import { keyStatement } from '../../../src/policies/key-statement.ts';
import { filledIn } from '../tools/fill-in.ts';
import type { Places } from './places.ts';
import type { Step } from './props.ts';

/**
 * What the function of a step may do: the statements that `iam-users policy collector` prints, and
 * of them only those that the step needs.
 */
export function policyOfStep(step: Step, places: Places, roleName: string): CdkPolicyDocument {
  return filledIn(DOCUMENTS[step](places), {
    PARTITION: Aws.PARTITION,
    ROLE_NAME: roleName,
    TARGET_BUCKET: places.target.bucketName,
    TARGET_OWNER: places.targetOwner,
    TARGET_PREFIX: places.prefix,
    RUN_STORE_BUCKET: places.runStore.bucketName,
    RUN_STORE_OWNER: Aws.ACCOUNT_ID,
    RUN_STORE_PREFIX: places.runStorePrefix,
  });
}

/** The name of the policy that allows the use of the key that encrypts the objects. */
export const KEY_POLICY = 'key';

/** Use of the key that encrypts the objects. */
export function policyOfKey(keyArn: string): CdkPolicyDocument {
  const word = 'arn:PARTITION:kms:REGION:ACCOUNT_ID:key/KEY_ID';
  return filledIn(policyOf(keyStatement('PARTITION', word)), { [word]: keyArn });
}

const DOCUMENTS: Readonly<Record<Step, (places: Places) => PolicyDocument>> = {
  collect: (places) => collector([...targetOf(places), ...runStoreOf(places)]),
  plan: () => without(ASSUMES_ROLES, collector([RUNS])),
  'collect-account': () => without(ASKS_ORGANIZATION, collector([RUNS, KNOWN])),
  publish: (places) => policyOf(...bucketStatements('PARTITION', [...targetOf(places), RUNS])),
};

const RUN_STORE = { bucket: 'RUN_STORE_BUCKET', owner: 'RUN_STORE_OWNER' };
const RUNS = { ...RUN_STORE, prefix: 'RUN_STORE_PREFIX/runs' };
const KNOWN = { ...RUN_STORE, prefix: 'RUN_STORE_PREFIX/known' };

function targetOf({ prefix }: Places) {
  const word = prefix === '' ? '' : 'TARGET_PREFIX';
  return [{ bucket: 'TARGET_BUCKET', owner: 'TARGET_OWNER', prefix: word }];
}

/** Beside the data it is covered by the statements for the data. */
function runStoreOf({ target, runStore }: Places) {
  return runStore === target ? [] : [{ ...RUN_STORE, prefix: 'RUN_STORE_PREFIX' }];
}

function collector(places: Parameters<typeof bucketStatements>[1]): PolicyDocument {
  return collectorPolicy({
    partition: 'PARTITION',
    roleName: 'ROLE_NAME',
    accounts: null,
    organizationalUnits: 'path',
    places,
    kmsKeyId: null,
    ownAccount: null,
  });
}

const ASSUMES_ROLES = 'sts:';
const ASKS_ORGANIZATION = 'organizations:';

function without(service: string, document: PolicyDocument): PolicyDocument {
  const concerns = (action: string) => action.startsWith(service);
  return policyOf(
    ...document.Statement.filter(({ Action }) => ![Action].flat().some((name) => concerns(name))),
  );
}

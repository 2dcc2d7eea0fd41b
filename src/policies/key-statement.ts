import type { Statement } from './document.ts';

/**
 * Use of the AWS KMS key that encrypts objects. Writing takes GenerateDataKey; reading, and
 * uploading in parts, takes Decrypt. An alias is not a resource: the key that has it is found by a
 * condition.
 *
 * @param keyId - Id, ARN, alias (`alias/…`), or the ARN of an alias.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
export function keyStatement(partition: string, keyId: string): Statement {
  const { place, name } = partsOf(partition, keyId);
  const isAlias = name.startsWith('alias/');
  return {
    Sid: 'EncryptAndDecryptObjects',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: `${place}:key/${isAlias ? '*' : name.replace(/^key\//, '')}`,
    ...(isAlias
      ? { Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': name } } }
      : {}),
  };
}

/** Without an ARN nobody knows the region and the account of the key. */
function partsOf(
  partition: string,
  keyId: string,
): { readonly place: string; readonly name: string } {
  const [, , , region, accountId, name] = keyId.split(':');
  return name === undefined
    ? { place: `arn:${partition}:kms:*:*`, name: keyId }
    : { place: `arn:${partition}:kms:${region}:${accountId}`, name };
}

/** The parts of an Amazon Resource Name. */
export interface Arn {
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  readonly service: string;
  /** Empty for global services such as IAM. */
  readonly region: string;
  readonly accountId: string;
  /** Everything behind the fifth colon, such as `user/path/name`; may hold colons itself. */
  readonly resource: string;
}

/** Reads an ARN; `null` if the text is none. */
export function parseArn(text: string): Arn | null {
  const groups = ARN.exec(text)?.groups;
  if (groups === undefined) return null;
  const { partition = '', service = '', region = '', accountId = '', resource = '' } = groups;
  return { partition, service, region, accountId, resource };
}

/** An IAM path may hold any printable ASCII character, hence colons too. */
const ARN =
  /^arn:(?<partition>[^:]+):(?<service>[^:]+):(?<region>[^:]*):(?<accountId>[^:]*):(?<resource>.+)$/s;

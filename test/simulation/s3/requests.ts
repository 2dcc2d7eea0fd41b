import type { BucketOptions } from '../../../src/simulation/s3/bucket.ts';
import { createS3, type SimulatedS3 } from '../../../src/simulation/s3/s3.ts';
import type { WireResponse } from '../../../src/simulation/wire.ts';
import { ACCOUNT, PRINCIPAL } from './host.ts';

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Default: known credentials are sent. */
  readonly anonymous?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A simulated Amazon S3 with the bucket `b`, spoken to without HTTP. */
export function bucketOf(options: BucketOptions = {}, s3: SimulatedS3 = createS3()) {
  s3.createBucket('b', { owner: ACCOUNT, ...options });
  const send = async (method: string, target: string, sent: Sent = {}): Promise<Answer> => {
    const { headers = {}, body = '', anonymous = false } = sent;
    const principal = anonymous ? null : PRINCIPAL;
    return toAnswer(
      await s3.handle({ method, target, headers, body: Buffer.from(body), principal }),
    );
  };
  return { s3, send };
}

/** The code of an error in XML. */
export function codeOf({ text }: Answer): string | null {
  return /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? null;
}

function toAnswer({ status, headers = {}, body = '' }: WireResponse): Answer {
  return { status, headers, text: body.toString() };
}

import { describe, expect, it } from 'vitest';
import { deployed } from '../helpers/deployed.ts';

describe('the functions', () => {
  it.each([
    ['single', ['collect']],
    ['distributed', ['plan', 'collect-account', 'publish']],
  ])('of size %s are of the zips %j, pinned by their digests', (Size, zips) => {
    const made = Object.entries(deployed({ Size }));
    const functions = made.filter(([, { type }]) => type === 'AWS::Lambda::Function');
    const pins = made.filter(([, { type }]) => type === 'AWS::Lambda::Version');

    expect(
      functions.map(
        ([
          ,
          {
            properties: { Code },
          },
        ]) => Code,
      ),
    ).toEqual(zips.map((zip) => ({ S3Bucket: 'amzn-s3-demo-bucket2', S3Key: `${zip}.zip` })));
    expect(pins.map(([, { properties }]) => properties.FunctionName)).toEqual(
      functions.map(([id]) => id),
    );
    expect(pins.map(([, { properties }]) => properties.CodeSha256)).toEqual(
      zips.map(() => `${'A'.repeat(43)}=`),
    );
  });

  it('run on Node.js 24, for 15 minutes at most, and keep a log for a while', () => {
    const { SingleCollectFunction, SingleCollectLog } = deployed({ LogRetentionDays: 7 });

    expect(SingleCollectFunction?.properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: 900,
      MemorySize: 1024,
      LoggingConfig: { LogGroup: 'SingleCollectLog' },
    });
    expect(SingleCollectLog?.properties.RetentionInDays).toBe(7);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { RETRY_POLICY } from '../../src/aws/backoff.ts';
import { connect, TIMEOUTS } from '../../src/aws/connection.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('connect', () => {
  it('lets the profile that was named decide for the clients of every account', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'iam-users-test-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const config = join(directory, 'config');
    await writeFile(config, '[profile audit]\nuse_fips_endpoint = true\nsdk_ua_app_id = audits\n');
    vi.stubEnv('AWS_CONFIG_FILE', config);
    const connection = await connect({
      region: 'us-gov-west-1',
      profile: 'audit',
      credentials: null,
      endpointOf: () => null,
      sockets: 1,
      retry: RETRY_POLICY,
      timeouts: TIMEOUTS,
    });
    onTestFinished(() => connection.close());

    const client = new IAMClient(connection.configFor('IAM'));

    expect(await client.config.useFipsEndpoint()).toBe(true);
    expect(await client.config.useDualstackEndpoint()).toBe(false);
    expect(await client.config.userAgentAppId()).toBe('audits');
  });
});

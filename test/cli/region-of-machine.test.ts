import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const BINARY = fileURLToPath(new URL('../../bin/iam-users.js', import.meta.url));

/** The instance metadata service of a machine in eu-central-1, and whatever AWS is asked there. */
async function serveMachine() {
  const scopes: string[] = [];
  const server = createServer((request, response) => {
    const [, scope] = /Credential=[^/]+\/([^,]+)/.exec(request.headers.authorization ?? '') ?? [];
    if (scope !== undefined) {
      scopes.push(scope);
      response.writeHead(403).end();
    } else if (request.url?.endsWith('/api/token')) response.end('a token');
    else if (request.url?.includes('/placement/region')) response.end('eu-central-1');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, scopes };
}

describe('the program on a machine in AWS, with no region set', () => {
  it('works in the region of the machine', async () => {
    const { url, scopes } = await serveMachine();

    await new Promise((resolve) => {
      execFile(
        process.execPath,
        [BINARY, 'plan'],
        {
          env: {
            AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
            AWS_SECRET_ACCESS_KEY: 'secret',
            AWS_CONFIG_FILE: '/dev/null',
            AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
            AWS_EC2_METADATA_SERVICE_ENDPOINT: url,
            AWS_ENDPOINT_URL: url,
          },
        },
        resolve,
      );
    });

    expect(scopes[0]).toMatch(/^\d{8}\/eu-central-1\/sts\/aws4_request$/);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { onTestFinished } from 'vitest';
import type { Simulation } from '../../src/simulation/index.ts';

/** The zip of a Lambda function, unpacked as Lambda does. */
export interface UnpackedFunction {
  /** What is in the zip. */
  readonly files: readonly string[];
  /** Invokes it in a process of its own, which has these variables and no others. */
  start(event: unknown, options: InvokeOptions): StartedInvocation;
  readonly remove: () => void;
}

export interface InvokeOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** @defaultValue a minute */
  readonly remainingMs?: number;
}

export interface StartedInvocation {
  readonly ending: Promise<Invocation>;
  /** As a machine that fails. */
  readonly kill: () => void;
}

/** What came of an invocation: an answer, or the name and message of an error, or neither if it was killed. */
export interface Invocation {
  readonly answer?: unknown;
  readonly name?: string;
  readonly message?: string;
  readonly log: readonly unknown[];
}

/** Calls the handler as Lambda does, and prints what it answered or threw as the last line. */
const RUNNER = `
import { handler } from './index.mjs';
const [event, remainingMs] = process.argv.slice(2);
const context = { awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => Number(remainingMs) };
const outcome = await handler(JSON.parse(event), context).then(
  (answer) => ({ answer }),
  ({ name, message }) => ({ name, message }),
);
process.stdout.write(JSON.stringify({ outcome }) + '\\n');
`;

export function unpackFunction(name: string): UnpackedFunction {
  const { files, folder, temporary } = unpackZip(name, RUNNER);
  return {
    files,
    start(event, { environment, remainingMs = 60_000 }) {
      const command = ['runner.mjs', JSON.stringify(event), String(remainingMs)];
      const child = spawn(process.execPath, command, {
        cwd: folder,
        env: { ...environment, TMPDIR: temporary },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      onTestFinished(() => {
        child.kill('SIGKILL');
      });
      const end = async () => {
        const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
        return parse(out);
      };
      return { ending: end(), kill: () => child.kill('SIGKILL') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Unpacks the zip of a function into a new folder, beside a `runner.mjs` that calls its handler. */
export function unpackZip(name: string, runner: string) {
  const zip = fileURLToPath(new URL(`../../dist/lambda/${name}.zip`, import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'iam-users-lambda-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const files = unzipSync(readFileSync(zip));
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(folder, file), bytes);
  writeFileSync(join(folder, 'runner.mjs'), runner);
  return { files: Object.keys(files), folder, temporary } as const;
}

function parse(out: string): Invocation {
  const lines = out.split('\n').filter((line) => line.endsWith('}'));
  const entries = lines.map((line) => JSON.parse(line) as { readonly outcome?: object });
  return {
    ...entries.find(({ outcome }) => typeof outcome === 'object')?.outcome,
    log: entries.filter(({ outcome }) => typeof outcome !== 'object'),
  };
}

/** How a function finds the simulation, and where it writes. */
export function functionEnvironment(
  { url, callerCredentials, organization }: Simulation,
  bucket: string,
): Readonly<Record<string, string>> {
  return {
    ROLE_NAME: organization.roleName,
    S3_BUCKET_NAME: bucket,
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: callerCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: callerCredentials.secretAccessKey,
  };
}

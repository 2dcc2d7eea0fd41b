import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { CollectorError } from '../errors.ts';
import type { FaultRule } from '../simulation/index.ts';

/** Reads the faults of a simulation: a JSON array of rules. */
export async function readFaultFile(path: string): Promise<readonly FaultRule[]> {
  const parsed = faultRules.safeParse(await readJson(path));
  if (parsed.success) return parsed.data;
  throw invalid(path, z.prettifyError(parsed.error));
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw invalid(path, error instanceof Error ? error.message : String(error));
  }
}

function invalid(path: string, text: string): CollectorError {
  return new CollectorError('SETTING_INVALID', `\`--faults\` ${path}: ${text}`, {
    remedy: 'src/simulation/SIMULATION.md shows what a rule may say.',
  });
}

const milliseconds = z.int().min(0);
const status = z.int().min(400).max(599);

const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('throttle') }),
  z.strictObject({
    kind: z.literal('error'),
    code: z.string(),
    status,
    message: z.string().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('status'), status }),
  z.strictObject({ kind: z.literal('expired') }),
  z.strictObject({ kind: z.literal('reset'), answered: z.boolean().exactOptional() }),
  z.strictObject({ kind: z.literal('cut') }),
  z.strictObject({ kind: z.literal('malformed') }),
  z.strictObject({ kind: z.literal('hang') }),
  z.strictObject({ kind: z.literal('drip'), ms: milliseconds }),
  z.strictObject({ kind: z.literal('delay'), ms: milliseconds }),
]);

const callPattern = z.strictObject({
  service: z.enum(['iam', 'sts', 'organizations', 's3']).exactOptional(),
  operation: z.string().exactOptional(),
  accountId: z.string().exactOptional(),
  userName: z.string().exactOptional(),
  key: z.string().exactOptional(),
});

const faultRules: z.ZodType<readonly FaultRule[]> = z.array(
  z.strictObject({
    match: callPattern.exactOptional(),
    after: z.int().min(0).exactOptional(),
    times: z.int().min(0).exactOptional(),
    probability: z.number().min(0).max(1).exactOptional(),
    seed: z.string().exactOptional(),
    effect,
  }),
);

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { demoOrganization } from '../../src/simulation/index.ts';
import { diagnosed } from '../helpers/diagnosed.ts';
import { NOW, simulatedWorld } from '../helpers/run-simulated.ts';

/** The problems that an independent validator finds; fields that the schema does not know are some. */
function problemsOf(document: unknown) {
  const file = new URL('../../docs/reference/doctor.schema.json', import.meta.url);
  const close = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value
      ? { ...value, additionalProperties: false }
      : value;
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8'), close));
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the JSON Schema of a diagnosis', () => {
  it('fits what is found in the demo, field by field', async () => {
    const world = await simulatedWorld(demoOrganization(NOW));

    const diagnosis = await diagnosed(world, { clockFastMs: 120_000 });

    expect(diagnosis.causes.length).toBeGreaterThan(1);
    expect(problemsOf(JSON.parse(JSON.stringify(diagnosis)))).toEqual([]);
  });

  it('does not fit a diagnosis without its verdict', async () => {
    const world = await simulatedWorld(demoOrganization(NOW));

    const { isFine: _, ...rest } = await diagnosed(world, { sample: 1 });

    expect(problemsOf(rest)).toEqual([" must have required property 'isFine'"]);
  });
});

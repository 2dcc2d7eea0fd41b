import { describe, expect, it } from 'vitest';
import { createDenialMemory } from '../../src/aws/denial-memory.ts';

const REFUSAL = new Error('denied');

function deny(memory: ReturnType<typeof createDenialMemory>, times: number): void {
  for (let time = 0; time < times; time += 1) memory.denied('ListAccessKeys', REFUSAL);
}

describe('an operation that the role may not call', () => {
  it('is not called again after five refusals', () => {
    const memory = createDenialMemory();

    deny(memory, 4);
    const beforeTheFifth = memory.refusalOf('ListAccessKeys');
    deny(memory, 1);

    expect(beforeTheFifth).toBeNull();
    expect(memory.refusalOf('ListAccessKeys')).toBe(REFUSAL);
  });

  it('says nothing about other operations', () => {
    const memory = createDenialMemory();

    deny(memory, 5);

    expect(memory.refusalOf('ListUsers')).toBeNull();
  });

  it('is called for every user if it was allowed for one', () => {
    const memory = createDenialMemory();

    memory.succeeded('ListAccessKeys');
    deny(memory, 100);

    expect(memory.refusalOf('ListAccessKeys')).toBeNull();
  });
});

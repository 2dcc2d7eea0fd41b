import { main } from '../../src/cli/main.ts';
import { fakeCollector } from './fake-collector.ts';
import { type FakeIo, fakeIo } from './fake-io.ts';

export interface RunOptions {
  readonly io?: FakeIo;
  readonly factory?: ReturnType<typeof fakeCollector>;
}

/** Runs a command line in this process: its status, and what it wrote. */
export async function runCommand(
  argv: readonly string[],
  { io = fakeIo(), factory = fakeCollector(() => ({})) }: RunOptions = {},
) {
  const status = await main(argv, io, factory);
  return { status, out: io.stdout.text(), err: io.stderr.text() };
}

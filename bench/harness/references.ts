import type { Measurement } from './figures.ts';
import { measured } from './measured.ts';
import { PROGRAMS } from './programs.ts';
import { type ProgramEnd, runProgram } from './run-program.ts';
import type { ServedOrganization } from './simulation.ts';

/** The original's call pattern; `readingMs` is without the start of its process. */
export async function runOriginal(
  served: ServedOrganization,
): Promise<Measurement & { readonly readingMs: number }> {
  let readingMs = 0;
  const measurement = await measured('original’s calls', served, async () => {
    const end = await runReference('original', served, served.accountIds);
    const said: { users: number; readingMs: number } = JSON.parse(end.stdout);
    readingMs = said.readingMs;
    return { end, yielded: { users: said.users, bytes: null } };
  });
  return { ...measurement, readingMs };
}

/** The bulk calls with the SDK and nothing else. */
export function runSdkAlone(served: ServedOrganization): Promise<Measurement> {
  return measured('SDK alone', served, async () => {
    const end = await runReference('sdkAlone', served, []);
    const said: { users: number } = JSON.parse(end.stdout);
    return { end, yielded: { users: said.users, bytes: null } };
  });
}

function runReference(
  name: 'original' | 'sdkAlone',
  { environment }: ServedOrganization,
  parameters: readonly string[],
): Promise<ProgramEnd> {
  const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  return runProgram({
    program: PROGRAMS[name],
    parameters,
    environment: { ...environment, ...quiet },
    profileTo: null,
  });
}

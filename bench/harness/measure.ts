/**
 * Loaded into a process before its program (`node --import`): when the process ends, writes down
 * what it took, into the file that the environment names.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { ProcessFigures } from './figures.ts';

/** The variable that names the file. */
const FILE = 'BENCH_FIGURES_FILE';

process.on('exit', () => {
  const path = process.env[FILE];
  if (path !== undefined) writeFileSync(path, JSON.stringify(figures()));
});

function figures(): ProcessFigures {
  const { user, system } = process.cpuUsage();
  return {
    wallMs: performance.now(),
    cpuMs: (user + system) / 1000,
    peakMiB: peakKiB() / 1024,
  };
}

/** `VmHWM`, as only Linux tells it; elsewhere the peak by `getrusage`. */
function peakKiB(): number {
  try {
    const [, kiB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return Number(kiB);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

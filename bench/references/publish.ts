/**
 * Publishing as the last function of a distributed run does it: the parts are read once, and nothing is
 * asked of AWS but who the caller is.
 *
 * Its parameters are the directory of the results and the id of the run.
 */
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import { createCollector } from '../../src/wiring.ts';

const [to, runId] = process.argv.slice(2);
if (to === undefined || runId === undefined) throw new TypeError('expected a directory and a run');
const environment = process.env;
const settings = resolveSettings({ flags: { to }, environment, configFile: null });
const collector = createCollector(settings, { environment, reporter: () => {} });
await collector.publishRun(runId, new AbortController().signal);

import type { TargetName } from '../targets.ts';

/** Why a figure may miss its target, shown when it does. */
export const WHY_MISSED: Partial<Readonly<Record<TargetName, string>>> = {
  'first run beside the original':
    'two seconds of it are the report. Then come the lists of keys, a call for each of 800 users, ' +
    'which is processor time in a process that has only just started.',
  'later run beside the original':
    'most of it is the start of the process and the first calls of the SDK, before V8 has compiled ' +
    'them; waiting for AWS is some tenths of a second. A larger organization has a higher ratio.',
  'processor time of a later run':
    'parts are written and read back so that the run can be resumed, one key holder in thirty is ' +
    'listed again, and reports and rows are made of what the SDK alone throws away.',
  'peak memory':
    'V8 collects garbage beside the program, and later than it could if both cores are busy.',
  'growth of memory':
    'the longer a run, the more likely is a moment at which many large accounts are held at the same time.',
  'token bucket':
    'calls that were refused cost time without a token, until the rate has been found; where the ' +
    'machine is busy, calls come later than they were allowed to.',
};

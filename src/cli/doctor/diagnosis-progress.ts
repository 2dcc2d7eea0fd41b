import type { DiagnosisProgress } from '../../collect/diagnose.ts';
import { count, counted } from '../amounts.ts';
import { type CommandIo, widthOf } from '../command-io.ts';
import type { OutputOptions } from '../output-options.ts';
import { cutTo, printable, printableJson } from '../terminal-text.ts';

/** How the doctor shows how far it is. */
export interface DiagnosisDisplay {
  readonly onProgress: (progress: DiagnosisProgress) => void;
  readonly say: (text: string) => void;
  /** Leaves the terminal as it was found. */
  readonly close: () => void;
}

/** To the start of the line, and erase it. */
const CLEAR = '\r\u001b[K';

/** One line that is written over and over on a terminal; elsewhere the beginning and the end. */
export function showDiagnosis(
  { stderr, environment }: Pick<CommandIo, 'stderr' | 'environment'>,
  { quiet, logFormat }: OutputOptions,
): DiagnosisDisplay {
  const isLive = stderr.isTTY === true && environment.TERM !== 'dumb' && logFormat === 'text';
  let isDrawn = false;
  const write = (text: string) => {
    if (logFormat === 'json') {
      stderr.write(`${printableJson({ level: 'info', type: 'note', text })}\n`);
    } else stderr.write(isLive ? `${CLEAR}${text}\n` : `${text}\n`);
  };
  return {
    onProgress: (progress) => {
      if (quiet) return;
      const { tried, accounts, callerArn } = progress;
      if (tried === 0) write(`Trying ${counted(accounts, 'account')} as ${printable(callerArn)}`);
      if (isLive) {
        isDrawn = true;
        stderr.write(CLEAR + cutTo(progressLine(progress), widthOf(stderr) - 1));
      } else if (tried === accounts && accounts > 0) write(progressLine(progress));
    },
    say: write,
    close: () => {
      if (isDrawn) stderr.write(CLEAR);
      isDrawn = false;
    },
  };
}

function progressLine({ tried, accounts, wrong }: DiagnosisProgress): string {
  const trouble = wrong > 0 ? ` · ${count(wrong)} with something wrong` : '';
  return `${count(tried)} of ${counted(accounts, 'account')} tried${trouble}`;
}

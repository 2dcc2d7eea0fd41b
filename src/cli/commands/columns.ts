import { COLUMNS } from '../../columns/columns.ts';
import { columnChoice } from '../../columns/reference.ts';
import { EXIT, type ExitStatus } from '../../errors.ts';
import { publishedFacts } from '../../model/facts.ts';
import type { CommandContext } from '../command-context.ts';
import { widthOf } from '../command-io.ts';
import { paintFor } from '../paint.ts';
import { printableJson, wrap } from '../terminal-text.ts';

const INDENT = '    ';

/** `columns`: what the columns of the file mean and where they come from. */
export async function columns(
  { io }: CommandContext,
  { json }: Readonly<Record<string, unknown>>,
): Promise<ExitStatus> {
  io.stdout.write(json === true ? columnsAsJson() : columnsAsText(io));
  return EXIT.complete;
}

function columnsAsJson(): string {
  const entries = COLUMNS.map(({ name, description, source, facts, type, per }) => ({
    name,
    description,
    source,
    facts: publishedFacts(facts),
    type,
    per,
  }));
  return `${printableJson(entries, 2)}\n`;
}

function columnsAsText({ stdout, environment }: CommandContext['io']): string {
  const paint = paintFor(stdout, environment);
  const width = widthOf(stdout) - INDENT.length;
  const blocks = COLUMNS.map(({ name, description, source }, index) =>
    [
      `${String(index + 1).padStart(2)}  ${paint('bold', name)}`,
      ...wrap(description, width).map((line) => INDENT + line),
      ...wrap(originOf(source), width).map((line) => INDENT + line),
    ].join('\n'),
  );
  const choice = wrap(columnChoice(), widthOf(stdout));
  return `${[...blocks, choice.join('\n')].join('\n\n')}\n`;
}

function originOf(source: string): string {
  return source.startsWith('computed ') ? `C${source.slice(1)}.` : `From ${source}.`;
}

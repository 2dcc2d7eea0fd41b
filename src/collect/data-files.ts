import { columnsNamed } from '../columns/select.ts';
import type { Part } from '../model/part.ts';
import type { FormatName } from '../model/result-form.ts';
import type { Plan } from '../organization/plan.ts';
import { FORMATS } from '../output/formats.ts';
import type { PublishedFile } from '../output/manifest.ts';
import type { DataNames } from '../output/names.ts';
import { type AccountLabels, type FileShape, rowsOf } from '../output/rows.ts';
import type { Draft, Store } from '../ports.ts';

/** The data of one snapshot in the making, a draft for each format. */
export interface DataFiles {
  appendRows(part: Part, labels: AccountLabels): Promise<void>;
  /**
   * Makes all of them visible.
   *
   * @param own - The names that no other run has. A later file takes its own if another run has
   * come in between: the first is visible then, and must not stay behind without a manifest.
   * @returns `null`: another run has the name of the first, so that every file has to take another.
   */
  publishAs(
    names: DataNames,
    own: DataNames,
    runId: string,
  ): Promise<readonly PublishedFile[] | null>;
  /** Frees what the drafts hold. To be called in any case. */
  discard(): Promise<void>;
}

export async function openDataFiles(plan: Plan, target: Store): Promise<DataFiles> {
  const shape = shapeOf(plan);
  const drafts = await openDrafts(plan.settings.formats, target);
  for (const [format, draft] of drafts) await draft.append(FORMATS[format].header(shape));
  let rows = 0;
  return {
    async appendRows(part, labels) {
      const added = rowsOf(part, labels, shape);
      rows += added.length;
      for (const [format, draft] of drafts) {
        await draft.append(added.map((row) => FORMATS[format].row(row, shape)).join(''));
      }
    },
    async publishAs(names, own, runId) {
      const files: PublishedFile[] = [];
      for (const { format, name } of names) {
        const draft = drafts.get(format);
        if (draft === undefined) continue;
        const others = files.length === 0 ? [] : own.filter((other) => other.format === format);
        const key = await publishFirst(draft, [name, ...others.map((other) => other.name)], runId);
        if (key === null) return null;
        files.push({ key, format, rows, ...draft.digest() });
      }
      return files;
    },
    discard: () => discardAll(drafts.values()),
  };
}

/** The first of the names that can be had; `null`: none. */
async function publishFirst(
  draft: Draft,
  names: readonly string[],
  runId: string,
): Promise<string | null> {
  for (const name of names) {
    if ((await draft.publishAs(name, runId)) === 'created') return name;
  }
  return null;
}

function shapeOf({ collectedAt, settings }: Plan): FileShape {
  const { columns, rowForm, rawCells } = settings;
  return { columns: columnsNamed(columns), collectedAt, rowForm, rawCells };
}

async function openDrafts(
  formats: readonly FormatName[],
  target: Store,
): Promise<ReadonlyMap<FormatName, Draft>> {
  const drafts = new Map<FormatName, Draft>();
  try {
    for (const format of formats) drafts.set(format, await target.draft());
    return drafts;
  } catch (thrown) {
    await discardAll(drafts.values());
    throw thrown;
  }
}

async function discardAll(drafts: Iterable<Draft>): Promise<void> {
  for (const draft of drafts) await draft.discard();
}

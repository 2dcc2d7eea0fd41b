import { LATEST_SHAPE, MANIFEST_SHAPE } from '../../src/output/manifest-shape.ts';
import { shapeReference } from '../../src/output/shape-reference.ts';

/** What the manifest and `latest.json` hold, as a page of Markdown. */
export function manifestPage(): string {
  return `# Manifest and latest.json

Every run leaves a manifest beside the data, \`_iam-users/manifests/<data file>.manifest.json\`; a
good one is pointed to by \`_iam-users/latest.json\`. Both are JSON in UTF-8.
[manifest.schema.json](manifest.schema.json) and [latest.schema.json](latest.schema.json) say what
is said here as JSON Schema. Fields may be added, so ignore those that you do not know.

An instant is text like \`2026-09-11T13:14:52Z\`, in UTC with whole seconds.

${shapeReference([MANIFEST_SHAPE, LATEST_SHAPE])}`;
}

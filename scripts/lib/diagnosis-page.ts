import { DIAGNOSIS_SHAPE } from '../../src/output/diagnosis-shape.ts';
import { shapeReference } from '../../src/output/shape-reference.ts';

/** What `iam-users doctor --json` writes, as a page of Markdown. */
export function diagnosisPage(): string {
  return `# Diagnosis

\`iam-users doctor --json\` writes one JSON document in UTF-8 to standard output.
[doctor.schema.json](doctor.schema.json) says what is said here as JSON Schema. Fields may be added,
so ignore those that you do not know.

Of every account it says which of the needed IAM actions AWS carried out, and of which nothing is known:
an action that was not tried is never said to work. \`GetAccessKeyLastUsed\` takes the id of an access
key, so it is not tried where none of the users that were looked at has one.

An instant is text like \`2026-09-11T13:14:52Z\`, in UTC with whole seconds.

${shapeReference([DIAGNOSIS_SHAPE])}`;
}

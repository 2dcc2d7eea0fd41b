/** Writes `templates/` anew from the constructs. A test compares them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTemplates, templateApp, VALIDATED } from '../lib/templates/templates.ts';
import { packageFile } from '../lib/tools/package-file.ts';

const folder = packageFile('templates');
mkdirSync(folder, { recursive: true });
for (const [name, text] of renderTemplates(templateApp(VALIDATED))) {
  writeFileSync(join(folder, name), text);
  process.stderr.write(`templates/${name}: ${Buffer.byteLength(text)} bytes\n`);
}

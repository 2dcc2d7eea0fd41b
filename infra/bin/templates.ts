/** Writes `templates/`, and what Terraform needs, anew from the constructs. Tests compare them. */
import { writeFileSync } from 'node:fs';
import { renderTemplates, templateApp, VALIDATED } from '../lib/templates/templates.ts';
import { renderTerraform } from '../lib/templates/terraform.ts';
import { packageFile } from '../lib/tools/package-file.ts';

for (const [path, text] of [...renderTemplates(templateApp(VALIDATED)), renderTerraform()]) {
  writeFileSync(packageFile(path), text);
  process.stderr.write(`${path}: ${Buffer.byteLength(text)} bytes\n`);
}

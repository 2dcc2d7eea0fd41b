/** Prints `N passed, N failed` of all result files of vitest: `node count-tests.mjs FILE …`. */
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  const { numPassedTests = 0, numFailedTests = 0 } = text ? JSON.parse(text) : {};
  passed += numPassedTests;
  failed += numFailedTests;
}
console.log(`${passed} passed, ${failed} failed`);

/** Prints `N passed, N failed` from a result file of vitest: `node count-tests.mjs FILE`. */
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[2], 'utf8');
const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = text ? JSON.parse(text) : {};
console.log(`${passed} passed, ${failed} failed`);

#!/usr/bin/env node
/**
 * Compares a file of the original Python function with one of `iam-users`:
 *
 *     node examples/compare-with-original.mjs original.csv ours.csv
 *
 * Says who is in one of them only, and in which columns that both fill alike they differ. Exit
 * status 1 if a user of the original's file is missing in ours.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** What both mean the same by. `docs/migration.md` says what became of the other columns. */
const ALIKE = ['AccountAlias', 'Tags', 'CreationDateTime', 'Path', 'Groups', 'MFAEnabled', 'ARN'];
const SHOWN = 20;

const [original, ours] = process.argv.slice(2, 4).map(readUsers);
if (original === undefined || ours === undefined) {
  process.stderr.write('usage: compare-with-original.mjs ORIGINAL.csv OURS.csv\n');
  process.exitCode = 2;
} else {
  const missing = without(original, ours);
  say('in the file of the original only', missing);
  say('in our file only', without(ours, original));
  for (const column of ALIKE) say(`another ${column}`, differing(column));
  process.exitCode = missing.length === 0 ? 0 : 1;
}

function readUsers(path) {
  const rows = parse(readFileSync(path), { bom: true, columns: true, relax_column_count: true });
  return new Map(rows.map((row) => [`${row.AccountID} ${plain(row.UserName)}`, row]));
}

/** In our file a cell that looks like a formula has an apostrophe in front. */
function plain(cell = '') {
  return cell.replace(/^'/, '');
}

function without(users, others) {
  return [...users.keys()].filter((user) => !others.has(user));
}

function differing(column) {
  return [...original.keys()].filter((user) => {
    const other = ours.get(user);
    return other && comparable(original.get(user)[column]) !== comparable(other[column]);
  });
}

/** The original writes JSON with spaces, and in the order in which IAM answers. */
function comparable(cell) {
  try {
    return JSON.stringify(sorted(JSON.parse(cell)));
  } catch {
    return plain(cell);
  }
}

function sorted(value) {
  if (!(value instanceof Object)) return value;
  const parts = Array.isArray(value) ? value : Object.entries(value);
  return parts.map((part) => JSON.stringify(part)).toSorted();
}

function say(what, users) {
  process.stdout.write(`${what}: ${users.length}\n`);
  for (const user of users.slice(0, SHOWN)) process.stdout.write(`  ${user}\n`);
  if (users.length > SHOWN) process.stdout.write(`  and ${users.length - SHOWN} more\n`);
}

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referenceSections } from '../src/expression/reference.ts';
import { methods } from '../src/expression/methods.ts';
import { coverage } from './reference/coverage.ts';
import { referenceFiles } from './reference/files.ts';

test('the committed reference is what the table gives: npm run reference', async () => {
  for (const { path, text } of await referenceFiles()) expect(readFileSync(path, 'utf8')).toBe(text);
});

test('every method of the table has an entry', () => {
  const entries = new Set(
    referenceSections().flatMap((section) => section.entries.map((e) => e.counterpart)),
  );
  for (const name of Object.keys(methods)) {
    if (!name.endsWith('.of')) expect(entries, name).toContain(`ee.${name}`);
  }
});

test('what public scripts use is here, or it is said what to do instead', () => {
  const silent = coverage().filter(({ supported, instead }) => !supported && instead === null);
  expect(silent.map(({ name }) => name)).toEqual([]);
});

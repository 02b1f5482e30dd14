import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { coverageMarkdown } from './coverage.ts';
import { referenceMarkdown } from './markdown.ts';

const root = join(import.meta.dirname, '../..');

/** The files that are made from the table, formatted as all others are. */
export async function referenceFiles(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const style = JSON.parse(readFileSync(join(root, '.prettierrc.json'), 'utf8')) as object;
  const made = { 'docs/reference.md': referenceMarkdown(), 'docs/coverage.md': coverageMarkdown() };
  return await Promise.all(
    Object.entries(made).map(async ([path, text]) => ({
      path: join(root, path),
      text: await format(text, { ...style, parser: 'markdown' }),
    })),
  );
}

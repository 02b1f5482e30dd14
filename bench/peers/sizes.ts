import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const gzip = (file: string): number => gzipSync(readFileSync(file)).length;

/** Compressed bytes of the built app: what its page runs before there can be a map, and the readers' worker. */
export function sizesOf(folder: string): { readonly page: number; readonly readers: number } {
  const assets = join(folder, 'assets');
  const [entry] = /assets\/[^"]+\.js/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))!;
  const map = readdirSync(assets).find((file) => /^base-map-.*\.js$/.test(file));
  const page = [...importsOf(assets, map!, importsOf(assets, entry.slice('assets/'.length)))];
  const readers = readdirSync(assets).filter((file) => /^reader-worker-.*\.js$/.test(file));
  const sum = (files: readonly string[]): number =>
    files.reduce((total, file) => total + gzip(join(assets, file)), 0);
  return { page: sum(page), readers: sum(readers.flatMap((file) => [...importsOf(assets, file)])) };
}

/** A file and all that it imports to begin with. */
function importsOf(assets: string, file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(join(assets, file), 'utf8');
  for (const [, name] of text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
    importsOf(assets, name!, found);
  return found;
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What made the demo folder, kept in it: written last, so a folder without one is not whole. */
export interface Stamp {
  /** Hash of the generator's sources. */
  readonly sources: string;
  /** Hash of items.json, which holds a checksum of every file. */
  readonly content: string;
}

const name = 'stamp.json';

export async function readStamp(folder: string): Promise<Stamp | null> {
  try {
    return JSON.parse(await readFile(join(folder, name), 'utf8')) as Stamp;
  } catch {
    return null;
  }
}

export function stampFile(folder: string): string {
  return join(folder, name);
}

/** Hash of all sources, tests aside, in these folders. */
export async function hashSources(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = (await readdir(folder)).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
    );
    for (const file of files.toSorted()) hash.update(file).update(await readFile(join(folder, file)));
  }
  return hash.digest('hex');
}

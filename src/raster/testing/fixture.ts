import { readFileSync } from 'node:fs';

/** The bytes of a file of src/raster/fixtures, as a copy that may be spoilt. */
export function fixture(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)));
}

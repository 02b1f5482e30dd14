import { folderOf, stemOf } from './draft.ts';
import type { LocalReading, OpenedFile } from './local-files.ts';
import { archive, grib, jpeg2000, otherRaster, refusals, scientific, zarr } from './refusals.ts';

export interface SortedFiles {
  readonly tiffs: readonly OpenedFile[];
  readonly jsons: readonly OpenedFile[];
  readonly refused: LocalReading['refused'];
}

const tiff = /\.(tiff?|gtiff|btf)$/i;
const json = /\.(geo)?json$/i;

/** Files by what may be done with them; texts and sidecars of every kind are none of it, and hidden files are not seen. */
export function sortFiles(files: readonly OpenedFile[]): SortedFiles {
  const seen = files.filter(({ path }) => !isHidden(path));
  const tiffs = seen.filter(({ path }) => tiff.test(path) && !zarr.test(path));
  const converted = new Set(tiffs.map(({ path }) => withoutExtension(path)));
  const refused = seen.filter(
    ({ path }) => isRefused(path) && !(jpeg2000.test(path) && converted.has(withoutExtension(path))),
  );
  return {
    tiffs,
    jsons: seen.filter(({ path }) => json.test(path) && !zarr.test(path)),
    refused: refusals(refused),
  };
}

function isHidden(path: string): boolean {
  return path.split('/').some((part) => /^(\.(?!\.?$)|__MACOSX$)/.test(part));
}

function isRefused(path: string): boolean {
  return [jpeg2000, archive, scientific, grib, otherRaster, zarr].some((format) => format.test(path));
}

function withoutExtension(path: string): string {
  return `${folderOf(path)}/${stemOf(path)}`;
}

import { BestpixelError } from '../../errors.ts';
import type { FileInspector } from '../../raster/reader.ts';
import type { LocalOpening, LocalReading, OpenedFile } from './local-files.ts';
import { inspectTiffs } from './inspect-tiffs.ts';
import { landsatDrafts } from './landsat-files.ts';
import { largeFileNotes } from './large-files.ts';
import { namedOpening, stacOpening } from './openings.ts';
import { plainDrafts } from './plain-files.ts';
import { counted, named, sentenceOf } from './sentences.ts';
import { sentinel2Drafts } from './sentinel-2-files.ts';
import { type SortedFiles, sortFiles } from './sort-files.ts';
import { readDocuments } from './stac/documents.ts';
import { readLocalStac } from './stac/local-stac.ts';
import { titleOf } from './title.ts';

export interface OpenOptions {
  readonly inspector: FileInspector;
  readonly signal?: AbortSignal;
}

/**
 * Understands dropped files by STAC documents among them, else by names and headers: no pixels are read, nothing is
 * sent anywhere. Rejects with 'bad-input' where none of them is of use, as aborted, or as disposed with the inspector.
 */
export async function openLocalFiles(
  files: readonly OpenedFile[],
  options: OpenOptions,
): Promise<LocalOpening> {
  const sorted = sortFiles(files);
  const { documents, refused } = await readDocuments(sorted.jsons, options.signal);
  const title = titleOf(files);
  if (documents.length > 0) {
    const stac = readLocalStac(documents, files);
    if (stac.scenes.length > 0) {
      const notes = leftOutNotes(sorted.tiffs.filter(({ file }) => !stac.used.has(file)));
      return stacOpening(stac, { title, files, refused: [...sorted.refused, ...refused], notes });
    }
    const rejected = stac.rejected.map(({ id, error }) => ({ name: id, sentence: sentenceOf(error) }));
    return openByNames(sorted, { ...options, title, refused: [...refused, ...stac.refused, ...rejected] });
  }
  return openByNames(sorted, { ...options, title, refused });
}

async function openByNames(
  { tiffs, refused }: SortedFiles,
  options: OpenOptions & Pick<LocalReading, 'title' | 'refused'>,
): Promise<LocalOpening> {
  const inspected = await inspectTiffs(tiffs, options);
  const sentinel2 = sentinel2Drafts(inspected.tiffs);
  const landsat = landsatDrafts(sentinel2.rest);
  const drafts = [...sentinel2.drafts, ...landsat.drafts, ...plainDrafts(landsat.rest)];
  const broken = inspected.broken.map(({ path, error }) => ({ name: path, sentence: sentenceOf(error) }));
  const all = [...refused, ...options.refused, ...broken];
  if (drafts.length === 0 && all.length === 0) throw nothing(options.title);
  return namedOpening(drafts, {
    title: options.title,
    refused: all,
    notes: [...largeFileNotes(inspected.tiffs), ...coarserNotes(sentinel2.coarser)],
  });
}

function coarserNotes(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  return [`${counted(paths.length, 'coarser copy', 'coarser copies')} of bands left out: ${named(paths)}`];
}

function leftOutNotes(tiffs: readonly OpenedFile[]): string[] {
  if (tiffs.length === 0) return [];
  const names = named(tiffs.map(({ path }) => path));
  return [`${counted(tiffs.length, 'GeoTIFF')} left out, as no STAC document names them: ${names}`];
}

function nothing(where: string): BestpixelError {
  return new BestpixelError('bad-input', 'there is no GeoTIFF and no STAC document among the files', {
    where,
    remedy: 'Open GeoTIFFs (.tif), a folder of them, or STAC JSON together with its files.',
  });
}

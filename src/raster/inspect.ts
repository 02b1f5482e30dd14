import { gridLngLatBounds } from '../grid/bounds.ts';
import type { FileInfo } from './reader.ts';
import { acquiredBy } from './tiff/acquired.ts';
import type { Directory } from './tiff/directory.ts';
import { type MetadataItem, readGdalMetadata } from './tiff/gdal-metadata.ts';
import { tag } from './tiff/tags.ts';
import type { TiffFile } from './tiff-file.ts';

/** GDAL's names for the texts of a TIFF itself. */
const texts = {
  TIFFTAG_DOCUMENTNAME: tag.DocumentName,
  TIFFTAG_IMAGEDESCRIPTION: tag.ImageDescription,
  TIFFTAG_SOFTWARE: tag.Software,
  TIFFTAG_DATETIME: tag.DateTime,
  TIFFTAG_ARTIST: tag.Artist,
  TIFFTAG_COPYRIGHT: tag.Copyright,
} as const;

/** Longer texts are not read: they are no descriptions. */
const mostBytes = 1 << 20;
const longestText = 4096;

/** What the header says of the file as a whole. Rejects with 'unknown-crs', 'corrupt' or 'truncated'. */
export async function inspectFile(file: TiffFile, signal?: AbortSignal): Promise<FileInfo> {
  const { directory, levels } = file.pyramid;
  const { layout } = levels[0].image;
  const { width, height, samples, dtype, tiled } = layout;
  const crs = await file.crs();
  const items = readGdalMetadata((await shortText(directory, tag.GdalMetadata, signal)) ?? '');
  const metadata = metadataOf(items);
  for (const [name, number] of Object.entries(texts)) {
    const text = (await shortText(directory, number, signal))?.slice(0, longestText).trim();
    if (text) metadata.set(name, text);
  }
  return {
    width,
    height,
    dtype,
    bands: Array.from({ length: samples }, (_, sample) => said(items, sample, 'description') ?? null),
    nodata: file.nodata,
    scales: Array.from({ length: samples }, (_, sample) => scaleOf(items, sample)),
    crs,
    bounds: gridLngLatBounds({ crs, affine: file.affine, width, height }),
    datetime: acquiredBy(metadata),
    metadata: Object.fromEntries(metadata),
    tiled,
    overviews: levels.length - 1,
  };
}

async function shortText(
  directory: Directory,
  number: number,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  return directory.count(number) > mostBytes ? undefined : directory.text(number, signal);
}

/** Items about the file; those of GDAL's default domain before others of the same name. */
function metadataOf(items: readonly MetadataItem[]): Map<string, string> {
  const metadata = new Map<string, string>();
  const ofFile = items.filter(({ sample }) => sample === null);
  for (const { name, value } of ofFile.filter(({ domain }) => domain !== '')) metadata.set(name, value);
  for (const { name, value } of ofFile.filter(({ domain }) => domain === '')) metadata.set(name, value);
  return metadata;
}

function scaleOf(items: readonly MetadataItem[], sample: number): FileInfo['scales'][number] {
  const [scale, offset] = [numberOf(said(items, sample, 'scale')), numberOf(said(items, sample, 'offset'))];
  return scale === null && offset === null ? null : { scale: scale || 1, offset: offset ?? 0 };
}

function said(items: readonly MetadataItem[], of: number, role: string): string | undefined {
  const item = items.findLast((item) => item.sample === of && item.role === role && item.domain === '');
  return item?.value.trim() || undefined;
}

function numberOf(text: string | undefined): number | null {
  const number = Number(text ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
}

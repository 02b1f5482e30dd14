import { bytesPerPixel, type Dtype } from '../dtype.ts';
import { BestpixelError } from '../errors.ts';
import { gdalMetadata } from './gdal-metadata.ts';
import { geoTags } from './geo-tags.ts';
import { type CogSpec, levelSizes, type LevelSize } from './spec.ts';
import { directoryBytes, type Tag, writeDirectory } from './tags.ts';

/** A compressed tile as it stands in the file: its size, its bytes, its last four bytes again. */
export type Block = Uint8Array<ArrayBuffer>;

export const leaderBytes = 4;
export const trailerBytes = 4;
export const largestFile = 2 ** 32 - 1;

/** What GDAL's COG driver promises in front of the first directory; all of it holds here. */
const layoutPromises =
  'LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n' +
  'BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n ';

const promise = `GDAL_STRUCTURAL_METADATA_SIZE=${String(layoutPromises.length).padStart(6, '0')} bytes\n${layoutPromises}`;

/**
 * Makes what stands before the pixels: signature, promises, one directory per level, full resolution first.
 * Throws for a spec that cannot be described before any pixel is asked for.
 */
export function headerOf(spec: CogSpec): (levels: readonly (readonly Block[])[]) => Uint8Array<ArrayBuffer> {
  const described = levelSizes(spec).map((size, level) => [
    ...sharedTags(spec),
    ...levelTags(level, size),
    ...(level === 0 ? fullResolutionTags(spec) : []),
  ]);
  return (levels) => {
    const withTiles = (level: number, offsets: readonly number[]): Tag[] => [
      ...described[level]!,
      { code: 324, type: 'long', values: offsets },
      { code: 325, type: 'long', values: levels[level]!.map(dataBytes) },
    ];
    const starts: number[] = [8 + promise.length + (promise.length & 1)];
    levels.forEach((blocks, level) => {
      const anyOffsets = new Array<number>(blocks.length).fill(0);
      starts.push(starts[level]! + directoryBytes(withTiles(level, anyOffsets)));
    });
    const offsets = blockOffsets(levels, starts.at(-1)!);
    return assemble(
      levels.map((_, level) => withTiles(level, offsets[level]!)),
      starts,
    );
  };
}

/** `starts` has the place of each directory, and of the first pixels. */
function assemble(
  directories: readonly (readonly Tag[])[],
  starts: readonly number[],
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(starts.at(-1)!);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, starts[0]!, true);
  bytes.set(new TextEncoder().encode(promise), 8);
  directories.forEach((tags, level) => {
    const next = level + 1 < directories.length ? starts[level + 1]! : 0;
    writeDirectory(view, { tags, at: starts[level]!, next });
  });
  return bytes;
}

function dataBytes(block: Block): number {
  return block.length - leaderBytes - trailerBytes;
}

/** Where each tile's bytes begin, after its leader, when the coarsest level comes first. */
function blockOffsets(levels: readonly (readonly Block[])[], start: number): number[][] {
  let at = start;
  const coarsestFirst = levels.toReversed().map((blocks) =>
    blocks.map((block) => {
      const offset = at + leaderBytes;
      at += block.length;
      return offset;
    }),
  );
  if (at > largestFile) throw tooLarge();
  return coarsestFirst.toReversed();
}

function sharedTags({ samples, type, tileSize, nodata }: CogSpec): Tag[] {
  const each = (value: number) => new Array<number>(samples).fill(value);
  return [
    { code: 258, type: 'short', values: each(bytesPerPixel(type) * 8) },
    { code: 259, type: 'short', values: [8] },
    { code: 262, type: 'short', values: [1] },
    { code: 277, type: 'short', values: [samples] },
    { code: 284, type: 'short', values: [1] },
    { code: 317, type: 'short', values: [type === 'float32' ? 3 : 2] },
    { code: 322, type: 'long', values: [tileSize] },
    { code: 323, type: 'long', values: [tileSize] },
    ...(samples > 1 ? [{ code: 338, type: 'short' as const, values: each(0).slice(1) }] : []),
    { code: 339, type: 'short', values: each(sampleFormat(type)) },
    ...(nodata === undefined ? [] : [{ code: 42113, type: 'ascii' as const, text: nodataText(nodata) }]),
  ];
}

function levelTags(level: number, { width, height }: LevelSize): Tag[] {
  return [
    { code: 254, type: 'long', values: [level === 0 ? 0 : 1] },
    { code: 256, type: 'long', values: [width] },
    { code: 257, type: 'long', values: [height] },
  ];
}

function fullResolutionTags(spec: CogSpec): Tag[] {
  const xml = gdalMetadata(spec);
  const described: Tag[] = xml === null ? [] : [{ code: 42112, type: 'ascii', text: xml }];
  return [...geoTags(spec.grid.crs, spec.grid.affine), ...described];
}

function sampleFormat(type: Dtype): number {
  if (type === 'float32') return 3;
  return type.startsWith('int') ? 2 : 1;
}

function nodataText(nodata: number): string {
  return Number.isNaN(nodata) ? 'nan' : String(nodata).replace('Infinity', 'inf');
}

export function tooLarge(): BestpixelError {
  return new BestpixelError('too-large', 'the GeoTIFF would be larger than 4 GiB', {
    remedy: 'Write a smaller area, fewer bands or a coarser resolution.',
  });
}

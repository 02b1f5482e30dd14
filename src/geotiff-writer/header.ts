import { bytesPerPixel, type Dtype } from '../dtype.ts';
import { gdalMetadata } from './gdal-metadata.ts';
import { geoTags } from './geo-tags.ts';
import { type CogSpec, levelSizes, type LevelSize } from './spec.ts';
import { bigTiff, classic, directoryBytes, type Form, type Tag, writeDirectory, writeUint } from './tags.ts';

/** A compressed tile as it stands in the file: its size, its bytes, its last four bytes again. */
export type Block = Uint8Array<ArrayBuffer>;

export const leaderBytes = 4;
export const trailerBytes = 4;
/** A larger file is a BigTIFF. */
const largestClassic = 2 ** 32 - 1;

/** What GDAL's COG driver promises in front of the first directory; all of it holds here. */
const layoutPromises =
  'LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n' +
  'BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n ';

const promise = `GDAL_STRUCTURAL_METADATA_SIZE=${String(layoutPromises.length).padStart(6, '0')} bytes\n${layoutPromises}`;

/** Bytes of the blocks of each level, row by row, full resolution first. */
export type BlockSizes = readonly (readonly number[])[];

/**
 * Makes what stands before the pixels: signature, promises, one directory per level, full resolution first; the blocks
 * follow, those of the coarsest level first. A BigTIFF where the file is larger than 4 GiB, or where the spec asks for it.
 * Throws for a spec that cannot be described before any pixel is asked for.
 */
export function headerOf(spec: CogSpec): (sizes: BlockSizes) => Uint8Array<ArrayBuffer> {
  const described = levelSizes(spec).map((size, level) => [
    ...sharedTags(spec),
    ...levelTags(level, size),
    ...(level === 0 ? fullResolutionTags(spec) : []),
  ]);
  return (sizes) => {
    const total = sizes.flat().reduce((sum, bytes) => sum + bytes, 0);
    // The directories' own size is told too large rather than too small.
    const overhead = 64 * sizes.flat().length + 2 ** 20;
    return written(described, sizes, spec.big || total + overhead > largestClassic ? bigTiff : classic);
  };
}

function written(
  described: readonly (readonly Tag[])[],
  sizes: BlockSizes,
  form: Form,
): Uint8Array<ArrayBuffer> {
  const withTiles = (level: number, offsets: readonly number[]): Tag[] => [
    ...described[level]!,
    { code: 324, type: form === bigTiff ? 'long8' : 'long', values: offsets },
    { code: 325, type: 'long', values: sizes[level]!.map((bytes) => bytes - leaderBytes - trailerBytes) },
  ];
  const starts: number[] = [signatureBytes(form) + promise.length + (promise.length & 1)];
  sizes.forEach((blocks, level) => {
    const anyOffsets = new Array<number>(blocks.length).fill(0);
    starts.push(starts[level]! + directoryBytes(withTiles(level, anyOffsets), form));
  });
  const offsets = blockOffsets(sizes, starts.at(-1)!);
  return assemble(
    sizes.map((_, level) => withTiles(level, offsets[level]!)),
    { starts, form },
  );
}

const signatureBytes = ({ offset }: Form): number => 2 * offset;

/** `starts` has the place of each directory, and of the first pixels. */
function assemble(
  directories: readonly (readonly Tag[])[],
  { starts, form }: { readonly starts: readonly number[]; readonly form: Form },
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(starts.at(-1)!);
  const view = new DataView(bytes.buffer);
  bytes.set(form === bigTiff ? [0x49, 0x49, 43, 0, 8, 0, 0, 0] : [0x49, 0x49, 42, 0]);
  writeUint(view, form.offset, { value: starts[0]!, bytes: form.offset });
  bytes.set(new TextEncoder().encode(promise), signatureBytes(form));
  directories.forEach((tags, level) => {
    const next = level + 1 < directories.length ? starts[level + 1]! : 0;
    writeDirectory(view, { tags, at: starts[level]!, next, form });
  });
  return bytes;
}

/** Where each tile's bytes begin, after its leader, when the coarsest level comes first. */
function blockOffsets(sizes: BlockSizes, start: number): number[][] {
  let at = start;
  const coarsestFirst = sizes.toReversed().map((blocks) =>
    blocks.map((bytes) => {
      const offset = at + leaderBytes;
      at += bytes;
      return offset;
    }),
  );
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

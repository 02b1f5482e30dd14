import { BestpixelError } from '../errors.ts';
import { deflate } from './deflate.ts';
import { gdalMetadata } from './gdal-metadata.ts';
import { geoTags } from './geo-tags.ts';
import { predict } from './predictor.ts';
import type { CogSpec, LevelSize, SampleArray, SampleType } from './spec.ts';
import { bytesPerSample, checkSpec, levelSizes } from './spec.ts';
import { directoryBytes, type Tag, writeDirectory } from './tags.ts';

export interface TileAddress {
  /** 0 is full resolution. */
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/**
 * Gives the tileSize² · samples values of one tile, of the spec's type; those beyond the image's edge do not count.
 * Asked level by level from full resolution down, row by row, all tiles of a row at once: one row of tiles is all that
 * need be held. A throw or rejection ends the writing with that error: this is how to abort it.
 */
export type TileSource = (tile: TileAddress) => SampleArray | Promise<SampleArray>;

/** A compressed tile as it stands in the file: its size, its bytes, its last four bytes again. */
type Block = Uint8Array<ArrayBuffer>;

const leaderBytes = 4;
const trailerBytes = 4;
const largestFile = 2 ** 32 - 1;

/** What GDAL's COG driver promises in front of the first directory; all of it holds here. */
const layoutPromises =
  'LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n' +
  'BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n ';

/**
 * A Cloud-Optimized GeoTIFF as chunks in file order, for `new Blob(chunks)`: little-endian, tiled, Deflate with
 * predictor 2 (integers) or 3 (float32), samples interleaved by pixel, directories first, coarsest data first.
 * Compressed tiles are held until the end, since the header tells their sizes.
 * Errors: `bad-input` (sizes), `unsupported` (CRS without an EPSG code), `too-large` (over 4 GiB).
 * Source: OGC 21-026 (COG), https://gdal.org/drivers/raster/cog.html (layout of the ghost area).
 */
export async function writeCog(spec: CogSpec, source: TileSource): Promise<Uint8Array<ArrayBuffer>[]> {
  checkSpec(spec);
  const sizes = levelSizes(spec);
  const shared = sharedTags(spec);
  const levels: Block[][] = [];
  let total = 0;
  for (const [level, size] of sizes.entries()) {
    const blocks: Block[] = [];
    for (let row = 0; row < size.rows; row++) {
      const columns = Array.from({ length: size.columns }, (_, column) => ({ level, column, row }));
      blocks.push(...(await Promise.all(columns.map(async (tile) => encode(spec, await source(tile))))));
    }
    total += blocks.reduce((sum, block) => sum + block.length, 0);
    if (total > largestFile) throw tooLarge();
    levels.push(blocks);
  }
  return [header({ spec, sizes, shared, levels }), ...levels.toReversed().flat()];
}

async function encode({ tileSize, samples, type }: CogSpec, data: SampleArray): Promise<Block> {
  if (data.length !== tileSize * tileSize * samples || data.BYTES_PER_ELEMENT !== bytesPerSample(type)) {
    throw new BestpixelError(
      'bad-input',
      `a tile of ${data.length} values does not fit tiles of ${tileSize}² ${type}`,
    );
  }
  const bytes = await deflate(predict(data, { width: tileSize, samples }));
  const block = new Uint8Array(leaderBytes + bytes.length + trailerBytes);
  new DataView(block.buffer).setUint32(0, bytes.length, true);
  block.set(bytes, leaderBytes);
  block.set(bytes.subarray(-trailerBytes), leaderBytes + bytes.length);
  return block;
}

function header({
  spec,
  sizes,
  shared,
  levels,
}: {
  readonly spec: CogSpec;
  readonly sizes: readonly LevelSize[];
  readonly shared: readonly Tag[];
  readonly levels: readonly (readonly Block[])[];
}): Uint8Array<ArrayBuffer> {
  const promise = `GDAL_STRUCTURAL_METADATA_SIZE=${String(layoutPromises.length).padStart(6, '0')} bytes\n${layoutPromises}`;
  const tagsOf = (level: number, offsets: readonly number[]): Tag[] => [
    ...shared,
    ...levelTags(level, sizes[level]!),
    ...(level === 0 ? fullResolutionTags(spec) : []),
    { code: 324, type: 'long', values: offsets },
    {
      code: 325,
      type: 'long',
      values: levels[level]!.map((block) => block.length - leaderBytes - trailerBytes),
    },
  ];
  const starts: number[] = [8 + promise.length + (promise.length & 1)];
  for (const [level, blocks] of levels.entries()) {
    starts.push(
      starts[level]! +
        directoryBytes(
          tagsOf(
            level,
            blocks.map(() => 0),
          ),
        ),
    );
  }
  const length = starts.at(-1)!;
  const offsets = blockOffsets(levels, length);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, starts[0]!, true);
  bytes.set(new TextEncoder().encode(promise), 8);
  levels.forEach((_, level) => {
    const next = level + 1 < levels.length ? starts[level + 1]! : 0;
    writeDirectory(view, { tags: tagsOf(level, offsets[level]!), at: starts[level]!, next });
  });
  return bytes;
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
    { code: 258, type: 'short', values: each(bytesPerSample(type) * 8) },
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

function sampleFormat(type: SampleType): number {
  if (type === 'float32') return 3;
  return type.startsWith('int') ? 2 : 1;
}

function nodataText(nodata: number): string {
  return Number.isNaN(nodata) ? 'nan' : String(nodata).replace('Infinity', 'inf');
}

function tooLarge(): BestpixelError {
  return new BestpixelError('too-large', 'the GeoTIFF would be larger than 4 GiB', {
    remedy: 'Write a smaller area, fewer bands or a coarser resolution.',
  });
}

import type { Dtype } from '../../dtype.ts';
import type { Directory } from './directory.ts';
import { corrupt, tooLarge, unsupported } from './failures.ts';
import { tag } from './tags.ts';

/** How the pixels of one image lie in its blocks (tiles or strips). */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly tiled: boolean;
  readonly blockWidth: number;
  /** Of a strip: the last one may be lower. */
  readonly blockHeight: number;
  readonly samples: number;
  /** Each sample has blocks of its own. */
  readonly planar: boolean;
  readonly bits: number;
  /** Type of the values as we give them: float64 is read as float32. */
  readonly dtype: Dtype;
  readonly compression: number;
  readonly predictor: number;
  readonly photometric: number;
  /** Index of the alpha sample; null: none. */
  readonly alpha: number | null;
}

export const photometric = { palette: 3, mask: 4, ycbcr: 6 } as const;

const largestBlock = 256 << 20;

const otherCodecs: Readonly<Record<number, string>> = {
  2: 'CCITT RLE',
  3: 'CCITT fax 3',
  4: 'CCITT fax 4',
  6: 'old-style JPEG',
  34712: 'JPEG 2000',
  34925: 'LZMA',
  50002: 'JPEG XL',
  52546: 'JPEG XL',
};

const codecs = new Set([1, 5, 7, 8, 32946, 32773, 34887, 50000, 50001]);

/** The layout an image's tags describe. Throws 'corrupt', 'unsupported' or 'too-large' before anything is allocated. */
export async function readLayout(directory: Directory, where: string, signal?: AbortSignal): Promise<Layout> {
  const one = async (name: keyof typeof tag, otherwise: number): Promise<number> =>
    (await directory.number(tag[name], signal)) ?? otherwise;
  const width = await one('ImageWidth', 0);
  const height = await one('ImageLength', 0);
  const samples = await one('SamplesPerPixel', 1);
  const tiled = directory.count(tag.TileWidth) > 0;
  const blockWidth = tiled ? await one('TileWidth', 0) : width;
  const rows = tiled ? await one('TileLength', 0) : Math.min(await one('RowsPerStrip', height), height);
  for (const [what, size] of Object.entries({ width, height, samples, blockWidth, blockHeight: rows })) {
    if (!Number.isInteger(size) || size < 1 || size > 2 ** 31) throw corrupt(`its ${what} is ${size}`, where);
  }
  if (samples > 65_535) throw corrupt(`it claims ${samples} samples`, where);
  const compression = await one('Compression', 1);
  const light = await one('Photometric', 1);
  const bits = sameOfAll(await directory.numbers(tag.BitsPerSample, signal), 1, where);
  const format = sameOfAll(await directory.numbers(tag.SampleFormat, signal), 1, where);
  const planar = (await one('PlanarConfiguration', 1)) === 2 && samples > 1;
  checkCodec({ compression, light, planar, samples, bits, where });
  if ((await one('FillOrder', 1)) === 2) throw unsupported('bits in reversed order are not read', where);
  const layout: Layout = {
    width,
    height,
    tiled,
    blockWidth,
    blockHeight: rows,
    samples,
    planar,
    bits,
    dtype: dtypeOf(bits, format, light, where),
    compression,
    predictor: await one('Predictor', 1),
    photometric: light,
    alpha: alphaOf(samples, await directory.numbers(tag.ExtraSamples, signal)),
  };
  const bytes = (blockWidth * rows * samplesPerBlock(layout) * bits) / 8;
  if (bytes > largestBlock) {
    throw tooLarge(`one block of it takes ${Math.round(bytes / 2 ** 20)} MiB`, where);
  }
  return layout;
}

/** Samples side by side in one block. */
export function samplesPerBlock({ planar, samples }: Pick<Layout, 'planar' | 'samples'>): number {
  return planar ? 1 : samples;
}

export function blocksAcross({ width, blockWidth }: Pick<Layout, 'width' | 'blockWidth'>): number {
  return Math.ceil(width / blockWidth);
}

export function blocksDown({ height, blockHeight }: Pick<Layout, 'height' | 'blockHeight'>): number {
  return Math.ceil(height / blockHeight);
}

/** Rows stored in a row of blocks: tiles are always whole, the last strip is not. */
export function rowsIn(layout: Layout, blockRow: number): number {
  const { tiled, height, blockHeight } = layout;
  return tiled ? blockHeight : Math.min(blockHeight, height - blockRow * blockHeight);
}

function dtypeOf(bits: number, format: number, light: number, where: string): Dtype {
  // Void data is read as unsigned, as GDAL does.
  const kind = format === 2 ? 'int' : format === 3 ? 'float' : format === 1 || format === 4 ? 'uint' : '';
  if (bits === 1 && light === photometric.mask) return 'uint8';
  if (kind === 'float' && (bits === 32 || bits === 64)) return 'float32';
  if ((kind === 'int' || kind === 'uint') && (bits === 8 || bits === 16 || bits === 32))
    return `${kind}${bits}`;
  throw unsupported(
    `samples of ${bits} bits in format ${format} (${formatName(format)}) are not read`,
    where,
  );
}

function formatName(format: number): string {
  return (
    ['', 'unsigned', 'signed', 'floating point', 'untyped', 'complex integer', 'complex'][format] ?? 'unknown'
  );
}

function sameOfAll(values: readonly number[], otherwise: number, where: string): number {
  const first = values[0] ?? otherwise;
  if (values.some((value) => value !== first)) {
    throw unsupported('samples of different types in one file are not read', where);
  }
  return first;
}

function alphaOf(samples: number, extra: readonly number[]): number | null {
  const index = extra.findIndex((kind) => kind === 1 || kind === 2);
  const sample = samples - extra.length + index;
  return index < 0 || sample < 0 ? null : sample;
}

interface CodecTraits {
  readonly compression: number;
  readonly light: number;
  readonly planar: boolean;
  readonly samples: number;
  readonly bits: number;
  readonly where: string;
}

function checkCodec({ compression, light, planar, samples, bits, where }: CodecTraits): void {
  if (!codecs.has(compression)) {
    const name = otherCodecs[compression] ?? `number ${compression}`;
    throw unsupported(`compression ${name} is not read`, where);
  }
  const image = compression === 7 || compression === 50001;
  if (bits === 1 && samples > 1) throw unsupported('several samples of one bit are not read', where);
  if (image && bits !== 8) throw unsupported(`JPEG or WebP with ${bits} bits per sample is not read`, where);
  if (compression === 50001 && (planar || samples < 3 || samples > 4)) {
    throw unsupported(`WebP with ${samples} samples is not read`, where);
  }
  if (light === photometric.ycbcr && (compression !== 7 || planar || samples !== 3)) {
    throw unsupported('YCbCr is read in JPEG compression with three samples only', where);
  }
  if (light >= 8 && light <= 10) throw unsupported('CIE L*a*b* colours are not read', where);
  if (light > 32_800) throw unsupported(`photometric interpretation ${light} is not read`, where);
}

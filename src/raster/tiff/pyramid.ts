import type { BlockCache } from '../block-cache.ts';
import type { ByteSource } from '../byte-source.ts';
import { type Directory, readDirectories } from './directory.ts';
import { TiffImage } from './image.ts';
import { tag } from './tags.ts';

interface PyramidLevel {
  readonly image: TiffImage;
  /** The internal mask of the same size: 0 where there is no pixel. */
  readonly mask: TiffImage | null;
}

/** The images of a TIFF that show the same thing, finest first. Masks are not overviews, other pages are left out. */
export interface Pyramid {
  /** Of the full image: it carries the georeference. */
  readonly directory: Directory;
  readonly levels: readonly PyramidLevel[];
}

const reduced = 1;
const mask = 4;

/** Reads headers only. Throws 'corrupt', 'truncated', 'unsupported' or 'too-large'. */
export async function openPyramid(
  cache: BlockCache,
  source: ByteSource,
  signal?: AbortSignal,
): Promise<Pyramid> {
  const { tiff, directories } = await readDirectories(cache, source, signal);
  const full = await TiffImage.open(tiff, directories[0], signal);
  const images = [full];
  const masks: TiffImage[] = [];
  for (const directory of directories.slice(1)) {
    const kind = (await directory.number(tag.NewSubfileType, signal)) ?? 0;
    if (!(kind & (reduced | mask))) continue;
    const image = await TiffImage.open(tiff, directory, signal);
    if (kind & mask) masks.push(image);
    else if (isOverviewOf(full, image)) images.push(image);
  }
  images.sort((a, b) => b.layout.width - a.layout.width);
  const levels = images.map((image) => ({
    image,
    mask: masks.find((one) => sameSize(one, image)) ?? null,
  }));
  return { directory: directories[0], levels };
}

function isOverviewOf({ layout: full }: TiffImage, { layout: small }: TiffImage): boolean {
  return (
    small.samples === full.samples &&
    small.dtype === full.dtype &&
    small.width <= full.width &&
    small.height <= full.height
  );
}

function sameSize({ layout: a }: TiffImage, { layout: b }: TiffImage): boolean {
  return a.width === b.width && a.height === b.height;
}

import { isWithin, patternIndex, type FakeScenes } from './fake-scenes.ts';

interface Truth {
  readonly scene: Int32Array;
  readonly bands: Readonly<Record<string, { readonly data: Float64Array; readonly mask: Uint8Array }>>;
}

export interface TruthRequest {
  readonly scenes: FakeScenes;
  /** A band's value times this ranks. */
  readonly quality: { readonly band: string; readonly times: number };
  readonly bands: readonly string[];
  readonly part: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** False: as if the scene were not in the list, at a pixel of its patterns. */
  readonly takesPart?: (scene: number, at: number) => boolean;
}

/** What a mosaic must be, by the plainest loop: the highest quality wins, the last wins a tie. */
export function truthOf(request: TruthRequest): Truth {
  const { scenes, quality, bands, part, takesPart = () => true } = request;
  const length = part.width * part.height;
  const scene = new Int32Array(length).fill(-1);
  const found = bands.map(() => ({ data: new Float64Array(length), mask: new Uint8Array(length) }));
  const ranks = scenes.list.scenes.map((_, index) => scenes.pattern(index, quality.band));
  const values = bands.map((band) => scenes.list.scenes.map((_, index) => scenes.pattern(index, band)));
  for (let i = 0; i < length; i++) {
    const [column, row] = [part.x + (i % part.width), part.y + Math.floor(i / part.width)];
    if (!isWithin({ x: 0, y: 0, ...scenes.grid }, column, row)) continue;
    const at = patternIndex(column, row);
    let best = -Infinity;
    for (let index = 0; index < ranks.length; index++) {
      if (!takesPart(index, at) || ranks[index]!.mask[at] === 0) continue;
      if (!isWithin(scenes.parts.get(scenes.source(index, quality.band)), column, row)) continue;
      const rank = ranks[index]!.data[at]! * quality.times;
      if (rank < best) continue;
      best = rank;
      scene[i] = index;
    }
    if (scene[i] === -1) continue;
    values.forEach((ofScenes, band) => {
      const { data, mask } = ofScenes[scene[i]!]!;
      if (mask[at] === 0) return;
      found[band]!.data[i] = data[at]!;
      found[band]!.mask[i] = 1;
    });
  }
  return { scene, bands: Object.fromEntries(bands.map((band, i) => [band, found[i]!])) };
}

interface Pixels {
  readonly scene: Int32Array;
  readonly bands: Readonly<Record<string, { readonly data: ArrayLike<number>; readonly mask: Uint8Array }>>;
}

/** How many winners, masks and unmasked values of two results differ. */
export function differences(found: Pixels, expected: Pixels): Record<string, number> {
  const count = (a: ArrayLike<number>, b: ArrayLike<number>, where?: Uint8Array): number => {
    if (a.length !== b.length) return Infinity;
    let different = 0;
    for (let i = 0; i < a.length; i++) if (where?.[i] !== 0 && a[i] !== b[i]) different++;
    return different;
  };
  const result: Record<string, number> = { winners: count(found.scene, expected.scene) };
  for (const [name, { data, mask }] of Object.entries(expected.bands)) {
    const band = found.bands[name];
    result[`${name} masks`] = band ? count(band.mask, mask) : Infinity;
    result[`${name} values`] = band ? count(band.data, data, mask) : Infinity;
  }
  return Object.fromEntries(Object.entries(result).filter(([, different]) => different > 0));
}

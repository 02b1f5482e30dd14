import type { LayerShares, PictureCost, PictureScale, SavePort } from '../save/save-port.ts';
import type { SavedFile } from '../save-file.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A picture that the test leads. */
interface FakePicture {
  readonly scale: PictureScale;
  readonly signal: AbortSignal;
  end(file: SavedFile): void;
  fail(error: unknown): void;
}

/** A save port of plain values; it makes no picture, and keeps each for the test to lead. */
export interface FakeSave extends Writable<SavePort> {
  readonly pictures: FakePicture[];
  layers: LayerShares[];
  cost: Partial<PictureCost>;
  /** Of these scales. */
  limits: Partial<Record<PictureScale, string>>;
  emit(): void;
  listeners(): number;
}

export function makeShares(over: Partial<LayerShares> = {}): LayerShares {
  const days = ['2020-07-04', '2020-08-03'].map((day) => Date.parse(day));
  const dates = days.map((day, i) => ({ day, share: i === 0 ? 0.25 : 0.75, scenes: [`S2A_${i}`] }));
  return {
    layer: 'best',
    name: 'Best-pixel mosaic (by cloud score)',
    shares: { dates, covered: 0.5, metres: 76.4, whole: true },
    km2: 200,
    missing: null,
    ...over,
  };
}

export function fakeSave(over: Partial<FakeSave> = {}): FakeSave {
  const heard = new Set<() => void>();
  const port: FakeSave = {
    pictures: [],
    layers: [makeShares()],
    cost: {},
    limits: {},
    tiles: { done: 3, wanted: 12 },
    costOf: (scale) => ({
      width: 800 * scale,
      height: 500 * scale,
      bytes: scale === 1 ? 0 : 2.5e6 * scale,
      tight: false,
      ...port.cost,
    }),
    limitOf: (scale) => port.limits[scale] ?? null,
    picture: (scale, signal) =>
      new Promise((end, fail) => {
        signal.addEventListener('abort', () => fail(new DOMException('given up', 'AbortError')));
        port.pictures.push({ scale, signal, end, fail });
      }),
    shares: () => port.layers,
    emit: () => heard.forEach((listener) => listener()),
    listeners: () => heard.size,
    on(_, listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
  };
  return Object.assign(port, over);
}

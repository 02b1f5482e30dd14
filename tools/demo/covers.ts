import { blend, ramp } from './noise.ts';

/** Reflectance × 10000 in B2, B3, B4, B8. */
export type Spectrum = readonly [b2: number, b3: number, b4: number, b8: number];

export type Cover =
  | 'corn'
  | 'beans'
  | 'alfalfa'
  | 'wheat'
  | 'millet'
  | 'fallow'
  | 'corner'
  | 'range'
  | 'sandhill'
  | 'trees'
  | 'meadow'
  | 'water'
  | 'sand'
  | 'gravel'
  | 'asphalt'
  | 'town'
  | 'yard'
  | 'roof';

/** How a patch of ground looks on one day: a canopy over a soil, and how much either varies within the patch. */
export interface Look {
  readonly soil: Spectrum;
  readonly canopy: Spectrum;
  /** Share of the ground under canopy. */
  readonly cover: number;
  readonly soilVariation: number;
  readonly coverVariation: number;
}

const green = {
  corn: [255, 600, 310, 4500],
  beans: [280, 730, 360, 5100],
  alfalfa: [270, 690, 330, 4900],
  grass: [430, 760, 620, 3100],
  trees: [260, 470, 300, 3300],
  meadow: [360, 730, 480, 3900],
} as const satisfies Record<string, Spectrum>;

const ripe: Spectrum = [700, 1120, 1290, 2900];
const stubble: Spectrum = [1000, 1450, 1880, 2950];
const straw: Spectrum = [820, 1250, 1600, 2900];
const soil: Spectrum = [800, 1120, 1480, 2150];
const tilled: Spectrum = [610, 860, 1150, 1750];
const dryGrass: Spectrum = [860, 1240, 1600, 2600];
const sandy: Spectrum = [1040, 1460, 1900, 2750];

/** The look on a day of the year (July 1 is 183); `seed` of [0, 1) sets a patch's own calendar and colour. */
export function lookOn(cover: Cover, { day, seed }: { readonly day: number; readonly seed: number }): Look {
  return (crops[cover] ?? (() => fixed[cover]!))(day, seed);
}

type Calendar = (day: number, seed: number) => Look;

const crops: Partial<Record<Cover, Calendar>> = {
  corn: (day, seed) => {
    const silage = seed > 0.86 && day > 226 + 40 * (seed - 0.86);
    if (silage) return look(straw, green.corn, 0.12, 0.1, 0.1);
    const age = ramp(232, 282, day + 26 * (seed - 0.5));
    return look(
      soil,
      mixed(green.corn, ripe, age),
      0.97 * ramp(158, 199, day + 16 * (seed - 0.5)),
      0.08,
      0.16,
    );
  },
  beans: (day, seed) => {
    const age = ramp(226, 262, day + 24 * (seed - 0.5));
    const cover = 0.96 * ramp(166, 214, day + 22 * (seed - 0.5));
    return look(soil, mixed(green.beans, ripe, age), cover, 0.08, 0.2);
  },
  alfalfa: (day, seed) => {
    const sinceCut = (day + seed * 31) % 31;
    const canopy = mixed([520, 900, 800, 3300], green.alfalfa, ramp(2, 13, sinceCut));
    return look(straw, canopy, 0.35 + 0.62 * ramp(2, 17, sinceCut), 0.06, 0.12);
  },
  wheat: (day, seed) => {
    const cut = day > 184 + 14 * seed;
    const worked = seed > 0.55 && day > 205 + 60 * (seed - 0.55);
    const ground = worked ? tilled : cut ? stubble : ([640, 1040, 1270, 2700] as const);
    return look(ground, green.grass, worked ? 0.02 : 0.06, 0.09, 0.06);
  },
  millet: (day, seed) => {
    const age = ramp(214, 248, day + 20 * (seed - 0.5));
    const cover = 0.82 * ramp(172, 216, day + 20 * (seed - 0.5));
    return look(soil, mixed([330, 690, 450, 3700], [760, 1130, 1420, 2700], age), cover, 0.09, 0.22);
  },
  fallow: (day, seed) => {
    const weeds = 0.22 * ramp(0, 24, (day + 40 * seed) % 40);
    return look(mixed(tilled, soil, seed), green.grass, weeds, 0.1, 0.14);
  },
  corner: (day, seed) =>
    look(dryGrass, green.grass, blend(0.5, 0.18, summer(day)) * (0.6 + 0.7 * seed), 0.09, 0.35),
  range: (day, seed) => look(dryGrass, green.grass, blend(0.42, 0.14, summer(day)) + 0.1 * seed, 0.13, 0.45),
  sandhill: (day, seed) => look(sandy, green.grass, blend(0.34, 0.16, summer(day)) + 0.06 * seed, 0.16, 0.5),
  meadow: (day, seed) => {
    const cut = ramp(196, 200, day + 8 * seed) * (1 - ramp(206, 232, day + 8 * seed));
    return look(dryGrass, green.meadow, 0.9 - 0.5 * cut - 0.18 * summer(day), 0.08, 0.4);
  },
  trees: (day) => look(dryGrass, green.trees, 0.94 - 0.06 * summer(day), 0.1, 0.5),
  yard: (day) => look([1250, 1520, 1780, 2300], green.trees, 0.42 - 0.08 * summer(day), 0.12, 0.9),
  town: (day) => look([1180, 1340, 1480, 2050], green.trees, 0.44 - 0.06 * summer(day), 0.2, 1),
};

const bare: Spectrum = [0, 0, 0, 0];

const fixed: Partial<Record<Cover, Look>> = {
  water: look([560, 720, 520, 240], bare, 0, 0.06, 0),
  sand: look([1500, 1980, 2350, 2950], bare, 0, 0.12, 0),
  gravel: look([1330, 1700, 2020, 2500], bare, 0, 0.06, 0),
  asphalt: look([940, 1080, 1190, 1450], bare, 0, 0.05, 0),
  roof: look([4100, 4250, 4350, 4500], bare, 0, 0.5, 0),
};

function look(
  ground: Spectrum,
  canopy: Spectrum,
  cover: number,
  soilVariation: number,
  coverVariation: number,
): Look {
  return { soil: ground, canopy, cover, soilVariation, coverVariation };
}

/** 0 on July 1, 1 on September 1: the range dries. */
function summer(day: number): number {
  return Math.min(1, Math.max(0, (day - 183) / 62));
}

function mixed(a: Spectrum, b: Spectrum, t: number): Spectrum {
  return [blend(a[0], b[0], t), blend(a[1], b[1], t), blend(a[2], b[2], t), blend(a[3], b[3], t)];
}

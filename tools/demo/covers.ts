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
  | 'house'
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
  corn: [330, 730, 400, 4500],
  beans: [350, 880, 440, 5000],
  alfalfa: [340, 830, 410, 4900],
  grass: [520, 900, 740, 3100],
  trees: [330, 610, 400, 3300],
  meadow: [440, 880, 580, 3900],
} as const satisfies Record<string, Spectrum>;

const ripe: Spectrum = [780, 1260, 1460, 3000];
const stubble: Spectrum = [1330, 1910, 2480, 3300];
const straw: Spectrum = [1010, 1530, 1930, 3000];
const soil: Spectrum = [1010, 1390, 1800, 2450];
const tilled: Spectrum = [780, 1070, 1390, 1950];
const dryGrass: Spectrum = [1060, 1510, 1930, 2800];
const sandy: Spectrum = [1270, 1770, 2270, 3000];

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
    const ground = worked ? tilled : cut ? stubble : ([850, 1340, 1640, 2900] as const);
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
  yard: (day) => look([1250, 1620, 1940, 2500], green.trees, 0.62 - 0.08 * summer(day), 0.12, 0.9),
  town: (day) => look([1150, 1400, 1600, 2150], green.trees, 0.6 - 0.06 * summer(day), 0.2, 0.5),
};

const bare: Spectrum = [0, 0, 0, 0];

const fixed: Partial<Record<Cover, Look>> = {
  water: look([700, 890, 690, 300], bare, 0, 0.06, 0),
  sand: look([1620, 2160, 2560, 3100], bare, 0, 0.12, 0),
  gravel: look([1600, 2060, 2440, 2900], bare, 0, 0.06, 0),
  asphalt: look([1090, 1230, 1330, 1600], bare, 0, 0.05, 0),
  house: look([1500, 1640, 1780, 2350], bare, 0, 0.5, 0),
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

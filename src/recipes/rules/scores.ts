import type { OfferedRule, Rule, RuleKind } from '../../choice/rule.ts';
import { ee, type Image, type ImageCollection } from '../../ee/ee.ts';
import type { Scene } from '../../scene/scene.ts';
import { type Bands, type CommonBand, named, reflectance } from '../bands.ts';
import { clearSky } from './clear-sky.ts';
import { customScore } from './custom-score.ts';
import { gateOf, gated } from './gate.ts';
import { witnessOf } from './witness.ts';

/** What a score is made for. */
export interface Scored {
  readonly scenes: ImageCollection;
  readonly list: readonly Scene[];
  readonly bands: Bands;
  readonly rule: Rule;
}

type Score = (image: Image) => Image;
type Tolerance = OfferedRule['tolerance'];

/** A rule by which each pixel of a scene has one number, of which the highest wins. */
export interface Preset {
  /** What wins by it, and what by its opposite. */
  readonly ends: readonly [best: string, worst: string];
  /** Bands without which there is no such score, by name. */
  readonly needs: readonly BandWord[];
  tolerance(bands: Bands): Tolerance;
  score(of: Scored): Score;
}

export type ScoredKind = Exclude<RuleKind, 'cloud-score'>;

/** How people call bands. */
export const bandWords = {
  red: 'red',
  green: 'green',
  blue: 'blue',
  nir: 'near infrared (NIR)',
  swir16: 'shortwave infrared at 1.6 µm (SWIR 1)',
  swir22: 'shortwave infrared at 2.2 µm (SWIR 2)',
} as const;
type BandWord = keyof typeof bandWords;

const inDays = (): Tolerance => ({ step: 0.5, most: 15, unit: 'days' });
const ofRatio = (): Tolerance => ({ step: 0.005, most: 0.2, unit: '' });

/** By (a − b) / (a + b); `sign` −1: the lowest wins. */
function byRatio(a: BandWord, b: BandWord, sign: 1 | -1): Pick<Preset, 'needs' | 'tolerance' | 'score'> {
  return {
    needs: [a, b],
    tolerance: ofRatio,
    score({ bands }) {
      const pair = [named(bands, a)!, named(bands, b)!] as const;
      return (image) => (sign === 1 ? ratio(image, pair) : ratio(image, pair).multiply(-1));
    },
  };
}

/** Reflectances that are not positive stay out of it. */
function ratio(image: Image, pair: readonly [CommonBand, CommonBand]): Image {
  const [a, b] = pair.map((band) => reflectance(image, band)) as [Image, Image];
  return a
    .subtract(b)
    .divide(a.add(b))
    .updateMask(a.gt(0).and(b.gt(0)));
}

/** Days since 1970, where the scene has a pixel. */
function byTime(sign: 1 | -1): Pick<Preset, 'needs' | 'tolerance' | 'score'> {
  return {
    needs: [],
    tolerance: inDays,
    score({ bands }) {
      const witness = witnessOf(bands);
      return (image) => {
        const since = image.date().difference('1970-01-01', 'day');
        const days = ee.Image.constant(sign === 1 ? since : since.multiply(sign));
        return witness === undefined ? days : days.updateMask(image.select(witness).mask());
      };
    },
  };
}

const medoidWords = ['red', 'green', 'blue', 'nir'] as const;

function medoidBands(bands: Bands): readonly CommonBand[] {
  return medoidWords.map((word) => named(bands, word)).filter((band) => band !== undefined);
}

const medoid: Preset = {
  ends: ['medoid', 'farthest from the median'],
  needs: ['red', 'green', 'blue'],
  tolerance: (bands) =>
    medoidBands(bands).every(({ source }) => source.scale === 1)
      ? { step: 10, most: 500, unit: 'stored units' }
      : { step: 0.001, most: 0.05, unit: 'reflectance' },
  score({ scenes, bands, rule }) {
    const known = medoidBands(bands);
    const gate = gateOf(bands);
    const physical: Score = (image) => {
      const [first, ...others] = known.map((band) => reflectance(image, band).rename(band.name));
      return gated(
        image,
        others.reduce((all, band) => all.addBands(band), first!),
        { gate, closed: rule.gate },
      );
    };
    const median = scenes.map(physical).median();
    return (image) => {
      const [first, ...others] = known.map((band) =>
        reflectance(image, band).subtract(median.select(band.name)).pow(2),
      );
      return others
        .reduce((sum, square) => sum.add(square), first!)
        .sqrt()
        .multiply(-1);
    };
  },
};

export const presets: Readonly<Record<ScoredKind, Preset>> = {
  'clear-sky': {
    ends: ['clear sky', 'farthest from the date'],
    needs: [],
    tolerance: inDays,
    score: clearSky,
  },
  greenest: { ends: ['greenest', 'least green'], ...byRatio('nir', 'red', 1) },
  'most-recent': { ends: ['most recent', 'oldest'], ...byTime(1) },
  oldest: { ends: ['oldest', 'most recent'], ...byTime(-1) },
  // Normalized burn ratio.
  burnt: { ends: ['most burnt', 'least burnt'], ...byRatio('nir', 'swir22', -1) },
  // Gao's index of moisture (NDMI), which McFeeters' of open water (NDWI) is not.
  wettest: { ends: ['wettest', 'driest'], ...byRatio('nir', 'swir16', 1) },
  driest: { ends: ['driest', 'wettest'], ...byRatio('nir', 'swir16', -1) },
  medoid,
  custom: {
    ends: ['custom expression', 'custom expression, lowest'],
    needs: [],
    tolerance: () => ({ step: 0.01, most: 1, unit: '' }),
    score: customScore,
  },
};

import type { ImageCollection } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';
import type { BandSource, Scene } from '../scene/scene.ts';
import { bandNames, type Bands, cloudProbability, commonBands, named } from './bands.ts';
import { clearByClassLayers } from './clear-by-class.ts';
import { clearByFlagLayers } from './clear-by-flag.ts';
import { cloudScoreLayers } from './cloud-score.ts';
import { greenestLayers } from './greenest.ts';
import { pictureOf } from './picture.ts';
import { byValueLayers } from './by-value.ts';
import type { Picture } from './three-layers.ts';

/** What a collection opens with, and which bands its picture shows. */
export interface Opening {
  readonly layers: readonly LayerSpec[];
  /** Shown bands of which no good stretch is known: to be measured. */
  readonly unstretched: readonly BandSource[];
}

/**
 * The layers that a collection opens with: by the best rule for which its scenes have the bands. `measured` is the
 * stretch of bands whose own is not known.
 */
export function openingLayers(
  scenes: ImageCollection,
  list: readonly Scene[],
  measured: { readonly min: number; readonly max: number } | null = null,
): Opening {
  const bands = commonBands(list);
  const { picture, known } = pictureOf(bands, measured);
  return {
    layers: layersOf(scenes, picture, bands),
    unstretched: known || measured ? [] : fewOf(list, bandNames(picture)),
  };
}

/** These bands of the first, the middle and the last scene that has them: one scene alone may be all cloud. */
function fewOf(scenes: readonly Scene[], names: readonly string[]): BandSource[] {
  const whole = scenes.filter(({ bands }) => names.every((name) => bands.has(name)));
  const few = new Set([whole[0], whole[whole.length >> 1], whole.at(-1)]);
  return [...few].flatMap((scene) => names.flatMap((name) => scene?.bands.get(name) ?? []));
}

function layersOf(scenes: ImageCollection, picture: Picture, bands: Bands): LayerSpec[] {
  const probability = cloudProbability(bands);
  if (probability) return cloudScoreLayers(scenes, picture, probability.name);
  if (bands.has('SCL')) return clearByClassLayers(scenes, picture, 'SCL');
  if (bands.has('QA_PIXEL')) return clearByFlagLayers(scenes, picture, 'QA_PIXEL');
  const [red, nir] = [named(bands, 'red'), named(bands, 'nir')];
  if (red && nir) return greenestLayers(scenes, picture, { red, nir });
  const [first] = bands.values();
  return first ? byValueLayers(scenes, picture, first.name) : [];
}

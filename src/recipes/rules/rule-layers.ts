import type { Rule } from '../../choice/rule.ts';
import { queriesOf } from '../../compose/queries.ts';
import { resolveLayer } from '../../compose/resolve.ts';
import type { Image, ImageCollection } from '../../ee/ee.ts';
import type { LayerSpec } from '../../engine/layer.ts';
import { queryKey } from '../../scene/query.ts';
import type { Scene, SceneList } from '../../scene/scene.ts';
import { cloudProbability, commonBands, named } from '../bands.ts';
import { byValueLayers } from '../by-value.ts';
import { clearByClassLayers } from '../clear-by-class.ts';
import { clearByFlagLayers } from '../clear-by-flag.ts';
import { cloudScoreLayers } from '../cloud-score.ts';
import { greenestLayers } from '../greenest.ts';
import { best, type Picture, threeLayers, worst } from '../three-layers.ts';
import { gated, gateOf } from './gate.ts';
import { type Preset, presets, type Scored } from './scores.ts';

interface Ranked {
  readonly scenes: ImageCollection;
  /** What the collection gives now: tells which bands there are, and what the dates are. */
  readonly list: readonly Scene[];
  readonly rule: Rule;
  readonly picture: Picture;
}

/**
 * The collection and the two ends of a rule, by the same ids for every rule.
 * @throws BestpixelError 'bad-input' or 'missing-band' for a custom expression that cannot be evaluated
 */
export function ruleLayers(ranked: Ranked): LayerSpec[] {
  const { list, rule, scenes, picture } = ranked;
  const known = openingOf(ranked);
  if (known) return known;
  const preset = presets[rule.kind as keyof typeof presets];
  const layers = scoredLayers(preset, { scenes, list, rule, bands: commonBands(list) }, picture);
  if (rule.kind === 'custom') check(layers, list);
  return layers;
}

/** The layers that collections open with, letter by letter. */
function openingOf({ scenes, list, rule, picture }: Ranked): LayerSpec[] | null {
  const bands = commonBands(list);
  if (rule.kind === 'cloud-score') {
    const probability = cloudProbability(bands);
    if (probability) return cloudScoreLayers(scenes, picture, probability.name);
    if (bands.has('SCL')) return clearByClassLayers(scenes, picture, 'SCL');
    return bands.has('QA_PIXEL') ? clearByFlagLayers(scenes, picture, 'QA_PIXEL') : [];
  }
  if (rule.gate || rule.tolerance > 0) return null;
  const [red, nir] = [named(bands, 'red'), named(bands, 'nir')];
  if (rule.kind === 'greenest' && red && nir) return greenestLayers(scenes, picture, { red, nir });
  const plain = rule.kind === 'custom' && bands.has(rule.expression.trim());
  return plain ? byValueLayers(scenes, picture, rule.expression.trim()) : null;
}

function scoredLayers(preset: Preset, scored: Scored, picture: Picture): LayerSpec[] {
  const { scenes, bands, rule } = scored;
  const score = preset.score(scored);
  const gate = gateOf(bands);
  const ranked = scenes.map((image) => {
    const quality = gated(image, stepped(score(image), rule.tolerance), { gate, closed: rule.gate });
    return image.addBands(quality.rename('quality')).addBands(quality.multiply(-1).rename('opposite'));
  });
  const [first, last] = preset.ends;
  return threeLayers({
    scenes,
    picture,
    best: { name: best(first), image: ranked.qualityMosaic('quality') },
    worst: { name: worst(last), image: ranked.qualityMosaic('opposite') },
  });
}

/** Alike within one step, in the quality's own unit; of equals the later scene wins. */
function stepped(quality: Image, step: number): Image {
  return step > 0 ? quality.divide(step).floor().multiply(step) : quality;
}

/** Resolves them as the engine will. */
function check(layers: readonly LayerSpec[], scenes: readonly Scene[]): void {
  const list: SceneList = {
    id: '',
    title: '',
    synthetic: false,
    attribution: '',
    scenes,
    rejected: [],
  };
  for (const { image } of layers.slice(1)) {
    const node = 'kind' in image ? image : image.node;
    resolveLayer(node, new Map(queriesOf(node).map((query) => [queryKey(query), list])));
  }
}

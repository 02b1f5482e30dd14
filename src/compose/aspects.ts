import { BestpixelError } from '../errors.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { boundsOf } from '../scene/bounds.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { leafBands } from './glsl.ts';
import { isAcquisition } from './leaf-scenes.ts';
import type { MadeBand, MadeImage, Recipe, Reduction, Selection } from './recipe.ts';

/** Milliseconds. */
const day = 86_400_000;
/** What a made band is called here; a recipe may have made bands of its own. */
const made = '~aspect';
const read: PixelExpr = { op: 'band', band: made };

/**
 * Where the pixels of a recipe's first band come from, as a recipe of one int32 band `date`: the winner's day, counted from
 * 1970-01-01 UTC. It ranks the same bands in the same way.
 * @throws BestpixelError 'unsupported' where no single scene gives a pixel
 */
export function dateRecipe(recipe: Recipe): Recipe {
  const { list, selection, mades } = subjectOf(recipe);
  const values = list.scenes.map(({ datetime }) => Math.floor(datetime / day));
  const { quality, score } = selection;
  return {
    list,
    selections: [{ quality, bands: [{ name: 'date', expr: read }], ...(score && { score }) }],
    made: new Map([...(mades ?? []), [made, { kind: 'value', values }]]),
  };
}

/**
 * How many acquisitions compete for each pixel, as an int32 band `scenes`. Cuts of one acquisition count once.
 * @throws BestpixelError 'unsupported' where scenes do not compete for pixels
 */
export function scenesRecipe(recipe: Recipe): Recipe {
  return reducedBy(recipe, 'scenes', 'scenes');
}

/**
 * The winner's quality minus that of the best other acquisition, as a band `margin`; 0 where the tie rule decided, masked
 * where one alone competes. Where the quality is the same everywhere, as in a plain mosaic, every contested pixel is a tie.
 * @throws BestpixelError 'unsupported' where scenes do not compete for pixels
 */
export function marginRecipe(recipe: Recipe): Recipe {
  return reducedBy(recipe, 'margin', 'margin');
}

function reducedBy(recipe: Recipe, name: string, reducer: Reduction['reducer']): Recipe {
  const { list, selection, mades } = subjectOf(recipe);
  const { expr, mades: numbers } = nearZero(selection.score ?? selection.quality, mades);
  const image: MadeImage = {
    kind: 'reduction',
    reduction: { list, reducer, bands: [{ name, expr }], ...(numbers && { made: numbers }) },
  };
  const band: MadeBand = { kind: 'image', sources: [{ image, band: name }] };
  return {
    list: { ...list, scenes: [standFor(list)] },
    selections: [{ quality: { op: 'const', value: 1 }, bands: [{ name, expr: read }] }],
    made: new Map([[made, band]]),
  };
}

interface Numbered {
  readonly expr: PixelExpr;
  readonly mades: Recipe['made'];
}

/** Numbers of scenes that float32 would round, as times are, counted from the least of them: differences stay the same. */
function nearZero(expr: PixelExpr, mades: Recipe['made']): Numbered {
  if (expr.op === 'updateMask') {
    const inner = nearZero(expr.args[0]!, mades);
    return { expr: { op: 'updateMask', args: [inner.expr, expr.args[1]!] }, mades: inner.mades };
  }
  const numbers = expr.op === 'band' ? mades?.get(expr.band) : undefined;
  if (expr.op !== 'band' || numbers?.kind !== 'value') return { expr, mades };
  const least = numbers.values.reduce<number>((low, value) => Math.min(low, value ?? low), Infinity);
  const values = numbers.values.map((value) => (value === null ? null : value - least));
  const name = `${expr.band} from the least`;
  return {
    expr: { op: 'band', band: name },
    mades: new Map([...mades!, [name, { kind: 'value', values }]]),
  };
}

function standFor(list: SceneList): Scene {
  const bounds = boundsOf(list);
  return { id: '0', datetime: 0, properties: {}, footprint: null, bounds, bands: new Map() };
}

interface Subject {
  readonly list: SceneList;
  readonly selection: Selection;
  readonly mades: Recipe['made'];
}

/** The contest of scenes that decides about the first band: the recipe's own, else that of the one mosaic that it reads. */
function subjectOf(recipe: Recipe): Subject {
  const [selection] = recipe.selections;
  const { list, made: mades } = recipe;
  if (!selection) throw untold('there are no scenes');
  if (list.scenes.every(isAcquisition)) return { list, selection, mades };
  const names = leafBands([selection.bands[0]!.expr, selection.quality]);
  const sources = names.flatMap((name) => {
    const band = mades?.get(name);
    return band?.kind === 'image' ? band.sources.flatMap((source) => source ?? []) : [];
  });
  if (sources.length === 0) throw untold('it is computed of numbers alone');
  const inner = new Map<Selection, Recipe>();
  for (const { image, band } of sources) {
    if (image.kind === 'reduction') throw untold('each of its pixels is computed of many scenes');
    const { recipe } = image;
    // Bands of one image may still be chosen apart.
    const chosen = recipe.selections.find(({ bands }) => bands.some(({ name }) => name === band));
    if (chosen) inner.set(chosen, { ...recipe, selections: [chosen] });
  }
  const [only, ...others] = inner.values();
  if (!only || others.length > 0) throw untold('several images are put together in it');
  return subjectOf(only);
}

function untold(why: string): BestpixelError {
  return new BestpixelError('unsupported', `no single scene gives this layer's pixels: ${why}`, {
    remedy: 'Look at a layer that is a mosaic of scenes, as qualityMosaic or mosaic make it.',
  });
}

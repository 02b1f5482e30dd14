import { leafScenes } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { VisParams } from '../compose/vis-params.ts';
import type { Aspect } from '../engine/aspect.ts';
import type { Layer } from '../engine/layer.ts';
import { isAbort } from '../errors.ts';
import { palettes } from '../ui/layers/palettes.ts';
import type { Viewer } from '../viewer.ts';

/** Milliseconds. */
const day = 86_400_000;
/** Beyond so many values colours are no longer told apart. */
const mostClasses = 8;
/** Okabe and Ito's, which people tell apart who do not see red and green alike. */
const classColors = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#7f7f7f'];
/** In no ramp that is used here. */
const tieColor = '#ff3d7f';
/** Of the margins in view this share is told apart. */
const shown = 0.98;

const ramp = (name: string): readonly string[] => palettes.find((each) => each.name === name)!.colors;

/** How layers of an aspect are coloured, unless somebody colours them otherwise. */
export class AspectLooks {
  readonly #viewer: Viewer;
  /** Margins that were stretched to what the view holds, and what they were set to. */
  readonly #stretched = new Map<string, { readonly recipe: Recipe; readonly set: string }>();

  constructor(viewer: Viewer) {
    this.#viewer = viewer;
  }

  of({ recipe }: Pick<Layer, 'recipe'>, aspect: Aspect): VisParams {
    const scenes = recipe ? leafScenes(recipe) : [];
    if (aspect === 'pixels') return {};
    if (aspect === 'margin') return marginsUpTo(1);
    if (aspect === 'date')
      return valuesOf(
        'date',
        [...new Set(scenes.map(({ datetime }) => Math.floor(datetime / day)))],
        'Batlow',
      );
    return valuesOf(
      'scenes',
      Array.from({ length: Math.max(1, scenes.length) }, (_, i) => i + 1),
      'Viridis',
    );
  }

  /** Stretches margins to those in view, once for each rule, unless somebody did it. */
  adjust(): void {
    const { engine } = this.#viewer.stage;
    for (const layer of engine.layers) {
      if (layer.aspect !== 'margin' || !layer.recipe || engine.status(layer).state !== 'done') continue;
      const before = this.#stretched.get(layer.id);
      if (before?.recipe === layer.recipe) continue;
      const set = JSON.stringify(layer.visParams);
      const own = before?.set ?? JSON.stringify(marginsUpTo(1));
      this.#stretched.set(layer.id, { recipe: layer.recipe, set });
      if (set === own) void this.#stretch(layer);
    }
  }

  async #stretch(layer: Layer): Promise<void> {
    const { engine, view, listeners } = this.#viewer.stage;
    try {
      const found = await engine.provenance.valuesIn(layer, view.bounds, layer.removed);
      const values = found?.[0]?.values;
      if (!values?.length || !layer.recipe) return;
      const most = values.toSorted()[Math.floor(shown * (values.length - 1))]!;
      if (!(most > 0)) return;
      layer.visParams = marginsUpTo(Number(most.toPrecision(2)));
      this.#stretched.set(layer.id, { recipe: layer.recipe, set: JSON.stringify(layer.visParams) });
    } catch (error) {
      if (!isAbort(error) && !layer.removed.aborted) listeners.emit('error', error);
    }
  }
}

function marginsUpTo(max: number): VisParams {
  const classes = [{ value: 0, color: tieColor }];
  return { bands: ['margin'], min: 0, max, palette: ramp('Viridis'), classes };
}

/** Few values have a colour each, many a ramp. */
function valuesOf(band: string, values: readonly number[], palette: string): VisParams {
  const [min, max] = [
    values.reduce((a, b) => Math.min(a, b), Infinity),
    values.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  const range = { bands: [band], min, max: Math.max(max, min + 1), palette: ramp(palette) };
  if (values.length === 0) return { ...range, min: 0, max: 1 };
  if (values.length > mostClasses) return range;
  const sorted = values.toSorted((a, b) => a - b);
  return { ...range, classes: sorted.map((value, i) => ({ value, color: classColors[i]! })) };
}

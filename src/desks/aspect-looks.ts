import { leafScenes } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { VisParams } from '../compose/vis-params.ts';
import type { Aspect } from '../engine/aspect.ts';
import type { Engine } from '../engine/engine.ts';
import type { Layer } from '../engine/layer.ts';
import { isAbort } from '../errors.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { palettes } from '../ui/layers/palettes.ts';

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

interface Looked {
  readonly stage: {
    readonly engine: {
      readonly layers: readonly Layer[];
      readonly provenance: Pick<Engine['provenance'], 'valuesIn'>;
      status(layer: Layer): { readonly state: string };
    };
    readonly view: { readonly bounds: LngLatBounds };
    readonly listeners: { emit(event: 'error', error: unknown): void };
  };
}

/** How layers of an aspect are coloured, unless somebody colours them otherwise. */
export class AspectLooks {
  readonly #viewer: Looked;
  /** What layers were set to here, and for which scenes. */
  readonly #own = new WeakMap<Layer, { readonly recipe: Recipe; readonly set: string }>();

  constructor(viewer: Looked) {
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

  /** Follows scenes and rules, margins those in view, once for each: unless somebody set another look. */
  adjust(): void {
    const { engine } = this.#viewer.stage;
    for (const layer of engine.layers) {
      const { aspect, recipe } = layer;
      if (aspect === 'pixels' || !recipe) continue;
      if (aspect === 'margin' && engine.status(layer).state !== 'done') continue;
      const before = this.#own.get(layer);
      if (before?.recipe === recipe) continue;
      const look = this.of(layer, aspect);
      const set = before?.set ?? JSON.stringify(look);
      const isOwn = set === JSON.stringify(layer.visParams);
      this.#own.set(layer, { recipe, set });
      if (!isOwn) continue;
      if (aspect === 'margin') void this.#stretch(layer, recipe);
      else if (set !== JSON.stringify(look)) this.#set(layer, recipe, look);
    }
  }

  #set(layer: Layer, recipe: Recipe, look: VisParams): void {
    this.#own.set(layer, { recipe, set: JSON.stringify(look) });
    layer.visParams = look;
  }

  async #stretch(layer: Layer, recipe: Recipe): Promise<void> {
    const { engine, view, listeners } = this.#viewer.stage;
    const { visParams } = layer;
    try {
      const found = await engine.provenance.valuesIn(layer, view.bounds, layer.removed);
      const values = found?.[0]?.values;
      // Meanwhile it may be of another rule, or styled by somebody.
      if (!values?.length || layer.recipe !== recipe || layer.visParams !== visParams) return;
      const most = values.toSorted()[Math.floor(shown * (values.length - 1))]!;
      if (most > 0) this.#set(layer, recipe, marginsUpTo(Number(most.toPrecision(2))));
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

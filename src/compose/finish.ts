import type { PixelBand, PixelExpr } from '../expression/pixel.ts';
import type { SceneList } from '../scene/scene.ts';
import { exprKey, listKey } from './content-key.ts';
import { leafBands } from './glsl.ts';
import { pixelBand, type ImageBand, type ImageValue } from './images.ts';
import { asPlanes, listOf } from './joined.ts';
import { entriesOf, isMade, nothingMade, together, type Draft, type Making, type Plane } from './made.ts';
import type { MadeBand, MadeImage, MadeSource, Recipe, Selection } from './recipe.ts';
import { SceneNumbers } from './scene-numbers.ts';
import { listOfMadeUp, standIn } from './stand-in.ts';

const one: PixelExpr = { op: 'const', value: 1 };

/** An image that is resolved as what is composed of it. Of a mosaic of no scenes: no selections. */
export function recipeOf(image: ImageValue): Recipe {
  const list = listOf(image);
  if (list?.scenes.length === 0) return { list, selections: [] };
  const beside = !list || image.bands.some(({ quality }) => !quality);
  return new Finisher().recipe(beside ? asPlanes(image) : image);
}

/** Bands of one list that are composed together. */
interface Group {
  readonly list: SceneList | null;
  readonly planes: Map<string, Plane>;
}

/** What turns drafts into made bands: all planes of one list, and of one height, are one image. */
class Finisher {
  readonly #groups = new Map<string, Group>();
  readonly #groupOf = new Map<string, Group>();
  readonly #heights = new Map<string, number>();
  readonly #images = new Map<Group, MadeImage>();
  readonly #sources = new Map<string, MadeSource>();

  recipe({ origin, bands, made = nothingMade }: ImageValue): Recipe {
    for (const plane of planesIn(exprsOf(bands), made)) this.#register(plane);
    const list = origin && 'scenes' in origin ? origin : this.#flatList(exprsOf(bands), made);
    return this.#recipe(list, selectionsOf(bands), made);
  }

  /** A list of one scene that stands for what is computed of planes and constants. */
  #flatList(exprs: readonly PixelExpr[], made: Making): SceneList {
    const planes = planesIn(exprs, made);
    return listOfMadeUp([standIn({ id: '0', planes })], planes);
  }

  #recipe(list: SceneList, selections: readonly Selection[], making: Making): Recipe {
    const numbers = new SceneNumbers(list.scenes, making);
    const done = selections.map((selection): Selection => {
      const bands = selection.bands.map((band) => ({ ...band, expr: numbers.folded(band.expr) }));
      const quality = numbers.folded(selection.quality);
      const rank = numbers.ranking(quality);
      return rank ? { quality: rank, bands, score: quality } : { quality, bands };
    });
    const exprs = done.flatMap(({ quality, bands, score }) => [
      quality,
      ...bands.map(({ expr }) => expr),
      ...(score ? [score] : []),
    ]);
    return { list, selections: done, ...this.#made(list, exprs, making, numbers) };
  }

  #made(
    { scenes }: SceneList,
    exprs: readonly PixelExpr[],
    making: Making,
    numbers: SceneNumbers,
  ): { made?: ReadonlyMap<string, MadeBand> } {
    const made = new Map<string, MadeBand>();
    for (const name of leafBands(exprs)) {
      const values = numbers.made.get(name);
      const draft = making.get(name);
      if (values) made.set(name, { kind: 'value', values });
      else if (draft) made.set(name, this.#band(draft, scenes));
    }
    return made.size > 0 ? { made } : {};
  }

  #band(draft: Draft, scenes: SceneList['scenes']): MadeBand {
    if (draft.kind === 'inside') return draft;
    if (draft.kind === 'plane') {
      const source = this.#source(draft.plane);
      return { kind: 'image', sources: scenes.map(() => source) };
    }
    const entries = entriesOf(draft, scenes)!;
    const numbers = entries.filter((entry) => entry === null || typeof entry === 'number');
    if (numbers.length === entries.length) return { kind: 'value', values: numbers };
    return {
      kind: 'image',
      sources: entries.map((entry) => (typeof entry === 'object' && entry ? this.#source(entry) : null)),
    };
  }

  #register(plane: Plane): number {
    const known = this.#heights.get(plane.key);
    if (known !== undefined) return known;
    const inner = planesIn(exprsOfPlane(plane), plane.made);
    const height = inner.reduce((most, each) => Math.max(most, this.#register(each) + 1), 0);
    this.#heights.set(plane.key, height);
    const how = 'reducer' in plane.by ? JSON.stringify(plane.by.reducer) : '';
    const key = `${height} ${plane.list ? listKey(plane.list) : ''} ${how}`;
    const group = this.#groups.get(key) ?? { list: plane.list, planes: new Map() };
    group.planes.set(plane.key, plane);
    this.#groups.set(key, group);
    this.#groupOf.set(plane.key, group);
    return height;
  }

  #source(plane: Plane): MadeSource {
    let source = this.#sources.get(plane.key);
    if (!source) {
      const group = this.#groupOf.get(plane.key)!;
      let image = this.#images.get(group);
      if (!image) this.#images.set(group, (image = this.#image(group)));
      const band = nameIn(group, plane);
      this.#sources.set(plane.key, (source = { image, band }));
    }
    return source;
  }

  #image(group: Group): MadeImage {
    const planes = [...group.planes.values()];
    const making = together(...planes.map(({ made }) => made));
    const exprs = planes.flatMap(exprsOfPlane);
    const list = group.list ?? this.#flatList(exprs, making);
    const { by } = planes[0]!;
    const band = (plane: Plane): PixelBand => ({ name: nameIn(group, plane), expr: plane.expr });
    if (!('reducer' in by)) {
      return { kind: 'mosaic', recipe: this.#recipe(list, alike(planes, band), making) };
    }
    const numbers = new SceneNumbers(list.scenes, making);
    const bands = planes.map((plane) => ({ ...band(plane), expr: numbers.folded(plane.expr) }));
    const made = this.#made(
      list,
      bands.map(({ expr }) => expr),
      making,
      numbers,
    );
    return { kind: 'reduction', reduction: { list, reducer: by.reducer, bands, ...made } };
  }
}

/** By the order in which they were met, so that a script that is run again gives the same. */
function nameIn({ planes }: Group, { key }: Plane): string {
  return `b${[...planes.keys()].indexOf(key)}`;
}

/** Planes that are chosen alike are bands of one selection. */
function alike(planes: readonly Plane[], band: (plane: Plane) => PixelBand): Selection[] {
  const byQuality = new Map<string, { quality: PixelExpr; bands: PixelBand[] }>();
  for (const plane of planes) {
    const quality = 'quality' in plane.by ? plane.by.quality : one;
    const key = exprKey(quality);
    const selection = byQuality.get(key) ?? { quality, bands: [] };
    selection.bands.push(band(plane));
    byQuality.set(key, selection);
  }
  return [...byQuality.values()];
}

/** Neighbouring bands that are chosen alike are one selection. */
function selectionsOf(bands: readonly ImageBand[]): Selection[] {
  const selections: Selection[] = [];
  for (const band of bands) {
    const quality = band.quality ?? one;
    const last = selections.at(-1);
    if (last && exprKey(last.quality) === exprKey(quality)) {
      selections[selections.length - 1] = { quality: last.quality, bands: [...last.bands, pixelBand(band)] };
    } else selections.push({ quality, bands: [pixelBand(band)] });
  }
  return selections;
}

function exprsOf(bands: readonly ImageBand[]): PixelExpr[] {
  return bands.flatMap(({ expr, quality }) => (quality ? [expr, quality] : [expr]));
}

function exprsOfPlane({ expr, by }: Plane): PixelExpr[] {
  return 'quality' in by ? [expr, by.quality] : [expr];
}

/** That expressions read, each once. */
function planesIn(exprs: readonly PixelExpr[], made: Making): Plane[] {
  if (made.size === 0) return [];
  const planes = new Map<string, Plane>();
  for (const name of leafBands(exprs).filter(isMade)) {
    const draft = made.get(name);
    if (draft?.kind === 'plane') planes.set(draft.plane.key, draft.plane);
    if (draft?.kind !== 'each') continue;
    for (const entry of draft.of.values()) {
      if (typeof entry === 'object' && entry) planes.set(entry.key, entry);
    }
  }
  return [...planes.values()];
}

import { leafBands } from '../compose/glsl.ts';
import { isAcquisition } from '../compose/leaf-scenes.ts';
import type { MadeBand, MadeImage, MadeSource, Recipe, Selection } from '../compose/recipe.ts';
import { sameExpr } from '../compose/same-expr.ts';
import type { PixelBand } from '../expression/pixel.ts';
import type { LngLat, LngLatBounds } from '../grid/grid.ts';
import { centreOf } from '../scene/bounds.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { isMadeName } from './asked-images.ts';
import { candidatesWithin } from './candidates.ts';
import type { Subject } from './made-types.ts';

interface Where {
  readonly bounds: LngLatBounds;
  /** Of lists, the scenes that meet the bounds, as far as that is known. */
  readonly candidates: ReadonlyMap<SceneList, readonly number[]>;
}

/** Whether two recipes compose the same from the same scenes; within bounds, if they are given. */
export function sameRecipe(a: Recipe, b: Recipe, where?: Where): boolean {
  return new Comparison(where).recipes(a, b);
}

export function samePlace(a: LngLat | null, b: LngLat | null): boolean {
  return a?.lng === b?.lng && a?.lat === b?.lat;
}

/** Compares images once however often they are taken part of. */
class Comparison {
  readonly #where: Where | undefined;
  readonly #same = new Map<MadeImage, Set<MadeImage>>();

  constructor(where: Where | undefined) {
    this.#where = where;
  }

  recipes(a: Recipe, b: Recipe): boolean {
    if (a === b) return true;
    if (!sameSelections(a.selections, b.selections)) return false;
    const exprs = a.selections.flatMap(({ quality, bands }) => [quality, ...bands.map(({ expr }) => expr)]);
    return this.#subjects(a, b, leafBands(exprs));
  }

  #subjects(a: Subject, b: Subject, names: readonly string[]): boolean {
    if (isMeasured(a) && !samePlace(centreOf(a.list), centreOf(b.list))) return false;
    const [here, there] = [this.#indices(a.list), this.#indices(b.list)];
    if (here.length !== there.length) return false;
    const pairs = here.map((index, i) => [index, there[i]!] as const);
    const standIns = a.made !== undefined && b.made !== undefined;
    const same = (one: Scene, other: Scene): boolean =>
      one === other || (standIns && sameStandIn(one, other));
    return (
      pairs.every(([i, k]) => same(a.list.scenes[i]!, b.list.scenes[k]!)) &&
      names.every((name) => {
        if (!isMadeName(name)) return true;
        const [left, right] = [a.made?.get(name), b.made?.get(name)];
        return left === right && a.list === b.list ? true : this.#made(left, right, pairs);
      })
    );
  }

  #indices(list: SceneList): readonly number[] {
    if (!this.#where) return [...list.scenes.keys()];
    const { bounds, candidates } = this.#where;
    return candidates.get(list) ?? candidatesWithin(list, bounds);
  }

  #made(
    a: MadeBand | undefined,
    b: MadeBand | undefined,
    pairs: readonly (readonly [number, number])[],
  ): boolean {
    if (!a || !b) return a === b;
    if (a.kind === 'value')
      return (
        b.kind === 'value' &&
        sameWholeness(a.values, b.values) &&
        pairs.every(([i, k]) => a.values[i] === b.values[k])
      );
    if (a.kind === 'inside')
      return (
        b.kind === 'inside' && (a.place === b.place || JSON.stringify(a.place) === JSON.stringify(b.place))
      );
    return b.kind === 'image' && pairs.every(([i, k]) => this.#sources(a.sources[i]!, b.sources[k]!));
  }

  #sources(a: MadeSource | null, b: MadeSource | null): boolean {
    if (!a || !b) return a === b;
    return a.band === b.band && this.#images(a.image, b.image);
  }

  #images(a: MadeImage, b: MadeImage): boolean {
    if (a === b || this.#same.get(a)?.has(b)) return true;
    if (!this.#compare(a, b)) return false;
    this.#same.set(a, (this.#same.get(a) ?? new Set()).add(b));
    return true;
  }

  #compare(a: MadeImage, b: MadeImage): boolean {
    if (a.kind === 'mosaic') return b.kind === 'mosaic' && this.recipes(a.recipe, b.recipe);
    if (b.kind === 'mosaic') return false;
    const [left, right] = [a.reduction, b.reduction];
    return (
      JSON.stringify(left.reducer) === JSON.stringify(right.reducer) &&
      sameBands(left.bands, right.bands) &&
      this.#subjects(left, right, leafBands(left.bands.map(({ expr }) => expr)))
    );
  }
}

/** False where all scenes stand for images: these are measured where their own scenes are. */
function isMeasured({ list, made }: Subject): boolean {
  return made === undefined || list.scenes.some(isAcquisition);
}

/** Values of all scenes decide about the type. */
function sameWholeness(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  const isWhole = (value: number | null): boolean => value === null || value === (value | 0);
  return a.every(isWhole) === b.every(isWhole);
}

/** What stands for an image is made anew each time: its bands tell it. */
function sameStandIn(a: Scene, b: Scene): boolean {
  return !isAcquisition(a) && !isAcquisition(b) && a.id === b.id && a.datetime === b.datetime;
}

function sameSelections(a: readonly Selection[], b: readonly Selection[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every(({ quality, bands }, i) => {
        const other = b[i]!;
        return sameExpr(quality, other.quality) && sameBands(bands, other.bands);
      }))
  );
}

function sameBands(a: readonly PixelBand[], b: readonly PixelBand[]): boolean {
  return (
    a.length === b.length && a.every(({ name, expr }, i) => name === b[i]!.name && sameExpr(expr, b[i]!.expr))
  );
}

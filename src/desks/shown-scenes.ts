import { collectionOf } from '../choice/expression.ts';
import type { Choice } from '../choice/choice.ts';
import { leafScenes } from '../compose/leaf-scenes.ts';
import { queriesOf } from '../compose/queries.ts';
import type { Recipe } from '../compose/recipe.ts';
import { resolveCollection } from '../compose/resolve.ts';
import type { Engine } from '../engine/engine.ts';
import { queryKey } from '../scene/query.ts';
import { originalOf, type Scene, type SceneList } from '../scene/scene.ts';
import type { SceneRow } from '../ui/data/data-port.ts';
import { rowsOf } from './scene-rows.ts';

const none: readonly Scene[] = [];

/** Which scenes are behind what is shown; each list is the same array as long as it holds the same. */
export class ShownScenes {
  readonly #engine: Engine;
  readonly #chosen = new WeakMap<SceneList, Map<string, readonly Scene[]>>();
  #behind: { readonly of: readonly (Recipe | null)[]; readonly scenes: readonly Scene[] } | null = null;
  #rows: {
    readonly of: readonly Scene[];
    readonly without: string;
    readonly rows: readonly SceneRow[];
  } | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Of a choice whose list the layers share, those left out by hand included unless they are named. */
  chosen(choice: Choice, without: readonly string[] = []): readonly Scene[] {
    const { node } = collectionOf({ ...choice, without });
    const [query] = queriesOf(node);
    const list = query && this.#engine.listOf(query);
    if (!list) return none;
    const key = JSON.stringify(node);
    const known = this.#chosen.get(list) ?? new Map<string, readonly Scene[]>();
    this.#chosen.set(list, known);
    let scenes = known.get(key);
    if (!scenes) {
      ({ scenes } = resolveCollection(node, new Map([[queryKey(query), list]])));
      known.set(key, scenes);
    }
    return scenes;
  }

  /** Acquisitions that all layers draw on, in the order of time. */
  behind(): readonly Scene[] {
    const recipes = this.#engine.layers.map(({ recipe }) => recipe);
    const { of = [] } = this.#behind ?? {};
    if (!this.#behind || of.length !== recipes.length || recipes.some((recipe, i) => recipe !== of[i])) {
      const leaves = recipes.flatMap((recipe) => (recipe ? leafScenes(recipe).map(originalOf) : []));
      const scenes = [...new Set(leaves)].toSorted((a, b) => a.datetime - b.datetime);
      const same = scenes.length === this.#behind?.scenes.length;
      const kept = same && scenes.every((scene, i) => scene === this.#behind!.scenes[i]);
      this.#behind = { of: recipes, scenes: kept ? this.#behind!.scenes : scenes };
    }
    return this.#behind.scenes;
  }

  /** As panels list them, without what becomes of their reads. */
  rows(scenes: readonly Scene[], without: readonly string[]): readonly SceneRow[] {
    const key = JSON.stringify(without);
    if (this.#rows?.of !== scenes || this.#rows.without !== key) {
      const rows = rowsOf(scenes, (_, index) => ({
        state: without.includes(index) ? 'left-out' : 'waiting',
        sentence: null,
      }));
      this.#rows = { of: scenes, without: key, rows };
    }
    return this.#rows.rows;
  }
}

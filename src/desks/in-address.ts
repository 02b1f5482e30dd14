import {
  type Named,
  type NamedScript,
  readAddress,
  readCompare,
  readRule,
  readScript,
} from '../choice/address.ts';
import type { Compare } from '../choice/compare.ts';
import type { RecipeView } from '../choice/recipe-file.ts';
import type { RecipeLayer } from '../choice/recipe-layers.ts';
import { recipeOfLink } from '../choice/recipe-link.ts';
import { recipeParam } from '../choice/recipe-param.ts';
import type { Rule } from '../choice/rule.ts';

/** What the page's address names. */
export interface InAddress extends Named {
  readonly script: NamedScript;
  readonly compare: Compare | null;
  readonly rule: Rule | null;
  /** How layers are arranged, from the lowest; empty: as they come. */
  readonly layers: readonly RecipeLayer[];
  readonly view: RecipeView | null;
  /** The first mistake in it; null: none. */
  readonly problem: unknown;
}

/** Of an address that names nothing. */
export const nothingNamed: InAddress = {
  choice: null,
  rewrites: [],
  script: { source: null, example: null },
  compare: null,
  rule: null,
  layers: [],
  view: null,
  problem: null,
};

/** What an address names: a whole recipe, or by its parameters. A mistake in it keeps nobody from the rest. */
export async function inAddress(location: Pick<Location, 'hash' | 'search'>): Promise<InAddress> {
  const text = new URLSearchParams(location.hash.slice(1)).get(recipeParam);
  if (text === null) return byParams(location);
  try {
    const { script, ...recipe } = await recipeOfLink(text);
    return { ...recipe, script: { source: script, example: null }, problem: null };
  } catch (problem) {
    return { ...nothingNamed, problem };
  }
}

function byParams(location: Pick<Location, 'hash' | 'search'>): InAddress {
  let problem: unknown = null;
  const part = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      problem ??= error;
      return otherwise;
    }
  };
  const address = part<Named>(() => readAddress(location), { choice: null, rewrites: [] });
  const script = part<NamedScript>(() => readScript(location), { source: null, example: null });
  const compare = part(() => readCompare(location), null);
  const rule = part(() => readRule(location), null);
  return { ...address, script, compare, rule, layers: [], view: null, problem };
}

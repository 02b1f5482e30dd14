import { BestpixelError } from '../errors.ts';
import type { Rewrite } from '../net/addresses.ts';
import { addressWith, longestScript, readAddress, readCompare, readRule } from './address.ts';
import type { Choice } from './choice.ts';
import type { Compare } from './compare.ts';
import { layersOf, type RecipeLayer } from './recipe-layers.ts';
import { bad, objectOf, stringOf } from './recipe-parts.ts';
import type { Rule } from './rule.ts';

export interface RecipeView {
  readonly lng: number;
  readonly lat: number;
  /** MapLibre's. */
  readonly zoom: number;
  readonly bearing: number;
  readonly pitch: number;
  readonly projection: 'globe' | 'mercator';
}

/** All that makes a picture again: links and files hold it. */
export interface SharedRecipe {
  readonly choice: Choice | null;
  readonly rewrites: readonly Rewrite[];
  readonly rule: Rule | null;
  readonly compare: Compare | null;
  /** What made the layers, in place of choice and rule; never run before a person has read it. */
  readonly script: string | null;
  /** From the lowest; empty: as they come. */
  readonly layers: readonly RecipeLayer[];
  readonly view: RecipeView | null;
}

const format = 'bestpixel-recipe';
const version = 1;

/** Characters of a recipe's JSON at most. */
export const longestRecipe = 1_000_000;

/** As JSON for people and programs. Choice, rule and compare are written as addresses have them. */
export function textOfRecipe(recipe: SharedRecipe): string {
  const { choice, rewrites, rule, compare, script, layers, view } = recipe;
  const data = addressWith({ hash: '', search: '' }, { data: { choice, rewrites }, rule, compare });
  return `${JSON.stringify({ format, version, data: data.slice(1), script, layers, view }, null, 2)}\n`;
}

/** @throws BestpixelError 'bad-input' that names the part that is wrong */
export function recipeOfText(text: string): SharedRecipe {
  if (text.length > longestRecipe) {
    throw bad('this recipe is too long', 'the top', `Recipes have ${longestRecipe} characters at most.`);
  }
  const found = objectOf(parsed(text), 'the top');
  if (found['format'] !== format) {
    throw bad('this is no recipe of Bestpixel', "'format'", 'Open a file that Share has saved.');
  }
  if (found['version'] !== version) {
    const told = typeof found['version'] === 'number' ? `version ${found['version']}` : 'an unknown version';
    throw bad(
      `this recipe is of ${told}`,
      "'version'",
      `This program knows version ${version}; reload the page to get a newer one.`,
    );
  }
  const hash = `#${stringOf(found['data'] ?? '', "'data'")}`;
  const part = <T>(read: (address: { hash: string; search: string }) => T): T => read({ hash, search: '' });
  return {
    ...part(readAddress),
    rule: part(readRule),
    compare: part(readCompare),
    script: scriptOf(found['script'] ?? null),
    layers: layersOf(found['layers'] ?? []),
    view: viewOf(found['view'] ?? null),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new BestpixelError('bad-input', 'this recipe cannot be read', {
      remedy: 'It is cut off or was changed. Save it again.',
      cause,
    });
  }
}

function scriptOf(value: unknown): string | null {
  if (value === null) return null;
  const script = stringOf(value, "'script'");
  if (script.length <= longestScript) return script;
  throw bad('the script is too long', "'script'", `It has ${longestScript} characters at most.`);
}

function viewOf(value: unknown): RecipeView | null {
  if (value === null) return null;
  const view = objectOf(value, "'view'");
  const number = (key: string, low: number, high: number): number => {
    const found = view[key];
    if (typeof found === 'number' && found >= low && found <= high) return found;
    throw bad(`'${key}' is no number from ${low} to ${high}`, "'view'", 'Save the recipe again.');
  };
  return {
    lng: number('lng', -540, 540),
    lat: number('lat', -90, 90),
    zoom: number('zoom', -2, 24),
    bearing: number('bearing', -360, 360),
    pitch: number('pitch', 0, 85),
    projection: view['projection'] === 'mercator' ? 'mercator' : 'globe',
  };
}

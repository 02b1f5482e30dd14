import { bad, objectOf, stringOf } from './recipe-parts.ts';

type StyleValue = string | number | readonly (string | number | Readonly<Record<string, string | number>>)[];

const aspects = ['pixels', 'date', 'margin', 'scenes'] as const;
type RecipeAspect = (typeof aspects)[number];

/** A layer as a person had arranged it; what it is of, the choice and the rule tell, or the script. */
export interface RecipeLayer {
  readonly id: string;
  readonly name: string;
  readonly aspect: RecipeAspect;
  readonly shown: boolean;
  readonly opacity: number;
  /** As Earth Engine's visualisation parameters. */
  readonly visParams: Readonly<Record<string, StyleValue>>;
}

const mostLayers = 100;
const longestName = 1000;
/** Members of a style's list: palettes have tens of colours. */
const longestList = 1000;
const styleKeys = ['bands', 'min', 'max', 'gain', 'bias', 'gamma', 'palette', 'classes', 'opacity'] as const;

/** @throws BestpixelError 'bad-input' that names what is wrong */
export function layersOf(value: unknown): RecipeLayer[] {
  const where = "'layers'";
  if (!Array.isArray(value)) throw bad('this is no list', where, 'Save the recipe again.');
  if (value.length > mostLayers)
    throw bad(`${value.length} layers are too many`, where, `It holds ${mostLayers} at most.`);
  const layers = value.map((layer, i) => layerOf(objectOf(layer, `layer ${i + 1}`), `layer ${i + 1}`));
  const twice = layers.find(({ id }, i) => layers.findIndex((other) => other.id === id) !== i);
  if (twice) throw bad(`two layers have the id '${twice.id}'`, where, 'Give each its own.');
  return layers;
}

function layerOf(layer: Readonly<Record<string, unknown>>, where: string): RecipeLayer {
  const { shown = true, opacity = 1 } = layer;
  const aspect = aspects.find((each) => each === (layer['aspect'] ?? 'pixels'));
  if (!aspect) throw bad('there is no such aspect', where, `Write one of ${aspects.join(', ')}.`);
  if (typeof shown !== 'boolean')
    throw bad("'shown' is neither true nor false", where, 'Save the recipe again.');
  if (typeof opacity !== 'number' || !(opacity >= 0 && opacity <= 1)) {
    throw bad("'opacity' is no number from 0 to 1", where, 'Save the recipe again.');
  }
  const id = short(stringOf(layer['id'], where), where);
  const name = short(stringOf(layer['name'] ?? id, where), where);
  return { id, name, aspect, shown, opacity, visParams: styleOf(layer['visParams'] ?? {}, where) };
}

function styleOf(value: unknown, where: string): RecipeLayer['visParams'] {
  const given = objectOf(value, where);
  const style: Record<string, StyleValue> = {};
  for (const key of styleKeys) {
    const part = given[key];
    if (part === undefined) continue;
    if (!isStyleValue(part))
      throw bad(`'${key}' is no part of a style`, where, 'Write numbers, text, or lists of them.');
    style[key] = part;
  }
  return style;
}

function isStyleValue(value: unknown): value is StyleValue {
  if (isPlain(value)) return true;
  if (!Array.isArray(value) || value.length > longestList) return false;
  return value.every(
    (each: unknown) =>
      isPlain(each) || (typeof each === 'object' && each !== null && Object.values(each).every(isPlain)),
  );
}

function isPlain(value: unknown): value is string | number {
  return (
    (typeof value === 'string' && value.length <= longestName) ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}

function short(text: string, where: string): string {
  if (text.length > 0 && text.length <= longestName) return text;
  throw bad('a name is empty or too long', where, `Names have 1 to ${longestName} characters.`);
}

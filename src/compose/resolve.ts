import { BestpixelError } from '../errors.ts';
import { findMethod } from '../expression/methods.ts';
import type { CallNode, FunctionNode, Node } from '../expression/nodes.ts';
import type { PixelBand } from '../expression/pixel.ts';
import { validateNode } from '../expression/validate.ts';
import { queryKey, type SceneQuery } from '../scene/query.ts';
import type { SceneList } from '../scene/scene.ts';
import { apply, argumentsOf, PlainValues } from './arguments.ts';
import { findBand, named, tellBands } from './band-names.ts';
import { mosaic, type CollectionValue } from './collections.ts';
import { recipeOf } from './finish.ts';
import { FreeNames } from './free-names.ts';
import { isEmpty, type ImageValue } from './images.ts';
import { chainOf, isMerge, queryOf, throughMerge, type Chain } from './queries.ts';
import type { Recipe } from './recipe.ts';
import { dictionaryOf } from './scalars/dictionaries.ts';
import type { Mapper, Value } from './values.ts';

/** The scenes that `queriesOf` an expression gave, by `queryKey`. */
export type Lists = ReadonlyMap<string, SceneList>;

/**
 * A layer's expression against the scenes that its queries gave, to which all its filters are applied (again); a
 * collection means its `mosaic()`. Where no scene is left, the recipe has no selections.
 * @throws BestpixelError 'bad-input', 'missing-band', 'unsupported', or 'unknown-collection' for a query without list.
 */
export function resolveLayer(node: Node, lists: Lists): Recipe {
  const value = resolve(validateNode(node), lists);
  const image = isImage(value) ? value : mosaic(value as CollectionValue);
  return recipeOf(image);
}

/**
 * The scenes that an expression of a collection leaves, in order.
 * @throws as resolveLayer
 */
export function resolveCollection(node: Node, lists: Lists): SceneList {
  return (resolve(validateNode(node, ['ImageCollection']), lists) as CollectionValue).list;
}

/**
 * What an expression of any type gives, which is validated already.
 * @throws as resolveLayer
 */
export function resolve(node: Node, lists: Lists): Value {
  return new Resolver({ lists, plain: new PlainValues(), free: new FreeNames() }).visit(node);
}

/** The names of the bands that a recipe gives, in order. */
export function outputBands(recipe: Recipe): string[] {
  return bandsOf(recipe).map(({ name }) => name);
}

/** What names or aliases mean among a recipe's bands: the bands' own names. Those that mean none are passed over. */
export function meantBands(recipe: Recipe, names: readonly string[]): string[] {
  const bands = bandsOf(recipe);
  return names.flatMap((name) => findBand(bands, name)?.name ?? []);
}

/**
 * The recipe without the bands that are not wanted, so that nothing is read for them; a band that is asked for by an
 * alias gets it as its name.
 * @throws BestpixelError 'missing-band' for a name that the recipe does not give, unless it has no scenes.
 */
export function narrowBands(recipe: Recipe, names: readonly string[]): Recipe {
  const available = bandsOf(recipe);
  const wanted = [...new Set(names)].map((name) => ({ name, band: findBand(available, name) }));
  const unknown = wanted.find(({ band }) => !band)?.name;
  if (unknown !== undefined && recipe.selections.length > 0) {
    throw new BestpixelError(
      'missing-band',
      `There is no band '${unknown}'. Available: ${tellBands(available)}`,
      { where: unknown, remedy: 'Use one of these bands.' },
    );
  }
  const selections = recipe.selections
    .map((selection) => ({
      ...selection,
      bands: selection.bands.flatMap((band) =>
        wanted.filter((each) => each.band === band).map(({ name }) => named(band, name)),
      ),
    }))
    .filter(({ bands }) => bands.length > 0);
  return { ...recipe, selections };
}

function bandsOf({ selections }: Recipe): readonly PixelBand[] {
  return selections.flatMap(({ bands }) => bands);
}

/** What all parts of one resolution share. */
interface Shared {
  readonly lists: Lists;
  readonly plain: PlainValues;
  readonly free: FreeNames;
}

/** Inside a function: what stands for its argument, and what is around it. */
interface Scope {
  readonly argument: string;
  readonly image: ImageValue;
  readonly outside: Resolver;
}

/**
 * What evaluates a validated expression; each part once, however often it is used: what does not depend on a function's
 * image is evaluated outside of it.
 */
class Resolver {
  readonly #shared: Shared;
  readonly #scope: Scope | null;
  readonly #done = new Map<Node, Value>();
  /** Collections whose scenes are filtered further on, by node and by these filters. */
  readonly #filtered = new Map<Node, Map<string, Value>>();

  constructor(shared: Shared, scope: Scope | null = null) {
    this.#shared = shared;
    this.#scope = scope;
  }

  visit(node: Node): Value {
    const outside = this.#outside(node);
    if (outside) return outside.visit(node);
    const done = this.#done.get(node);
    if (done !== undefined) return done;
    const value = this.#evaluate(node);
    this.#done.set(node, value);
    return value;
  }

  /** A collection of which only those scenes are needed that pass filters after it; it need not apply them. */
  #visitFor(node: Node, after: readonly CallNode[]): Value {
    if (after.length === 0 || node.kind !== 'call') return this.visit(node);
    const outside = this.#outside(node);
    if (outside) return outside.#visitFor(node, after);
    const key = this.#shared.free.keyOf(after);
    const values = this.#filtered.get(node) ?? new Map<string, Value>();
    this.#filtered.set(node, values);
    let value = values.get(key);
    if (value === undefined) values.set(key, (value = this.#collection(node, after)));
    return value;
  }

  /** Where a node is at home that is the same for all images of this function; null: here. */
  #outside(node: Node): Resolver | null {
    const scope = this.#scope;
    return scope && !this.#shared.free.of(node).has(scope.argument) ? scope.outside : null;
  }

  #evaluate(node: Node): Value {
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'list':
        return node.items.map((item) => this.visit(item)) as Value;
      case 'dictionary':
        return dictionaryOf(
          Object.entries(node.entries).map(([name, entry]) => [name, this.visit(entry)] as const),
        );
      case 'argument':
        return this.#scope!.image;
      case 'function':
        return this.#mapper(node);
      case 'call':
        return this.#call(node);
    }
  }

  #mapper({ argument, body }: FunctionNode): Mapper {
    const algorithm = (given: Omit<ImageValue, 'origin'>): ImageValue => {
      const image: ImageValue = { ...given, origin: { argument } };
      return new Resolver(this.#shared, { argument, image, outside: this }).visit(body) as ImageValue;
    };
    return Object.assign(algorithm, { argument });
  }

  #call(node: CallNode): Value {
    const { result } = findMethod(node.method)!;
    const { plain } = this.#shared;
    if ((result === 'Filter' || result === 'Geometry') && plain.knows(node)) return plain.of(node);
    return result === 'ImageCollection' ? this.#collection(node, []) : this.#apply(node);
  }

  /** From where the collection begins: what was loaded depends on all that follows. */
  #collection(node: CallNode, after: readonly CallNode[]): Value {
    const chain = chainOf(node);
    const { plain } = this.#shared;
    const query = queryOf({ ...chain, links: [...chain.links, ...after] }, plain);
    let value: Value;
    if (query) value = this.#loaded(query);
    else if (isMerge(chain.base)) value = this.#merged(chain, after);
    else value = chain.base === node ? this.#apply(node) : this.visit(chain.base);
    for (const { method, args } of chain.links) {
      const { collection: _, ...others } = args;
      value = this.#apply({ kind: 'call', method, args: others }, { collection: value });
    }
    return value;
  }

  #merged({ base, links }: Chain, after: readonly CallNode[]): Value {
    const filters = throughMerge([...links, ...after], this.#shared.plain);
    const sides = Object.entries(base.args).map(
      ([name, arg]) => [name, this.#visitFor(arg, filters)] as const,
    );
    return apply(base.method, Object.fromEntries(sides));
  }

  #loaded(query: SceneQuery): CollectionValue {
    const list = this.#shared.lists.get(queryKey(query));
    if (list) return { kind: 'collection', list, mapped: null };
    throw new BestpixelError('unknown-collection', `The collection '${query.id}' is not loaded`, {
      where: query.id,
    });
  }

  #apply(node: CallNode, more: Readonly<Record<string, Value>> = {}): Value {
    const values = { ...argumentsOf(node, (arg) => this.visit(arg)), ...more };
    const image = findMethod(node.method)!.result === 'Image' && !gathering.has(node.method);
    const nothing = image ? Object.values(values).find(isEmptyImage) : undefined;
    return nothing ?? apply(node.method, values);
  }
}

/** What goes on without images of nothing. */
const gathering: ReadonlySet<string> = new Set(['Image.addBands', 'Image.cat']);

function isEmptyImage(value: Value | undefined): value is ImageValue {
  return isImage(value) && isEmpty(value);
}

function isImage(value: Value | undefined): value is ImageValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'image';
}

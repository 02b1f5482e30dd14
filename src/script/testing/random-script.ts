import { ee } from '../../ee/ee.ts';
import { isComputed, type Computed } from '../../ee/build.ts';
import { BestpixelError } from '../../errors.ts';
import { type Method, methods, type Param } from '../../expression/methods.ts';
import type { ValueType } from '../../expression/types.ts';

type Random = () => number;
type Built = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const rows = Object.entries<Method>(methods);
const texts = ['B4', "it's", '</script>', 'line\nbreak', '\u2028', '`${x}`', '__proto__', '', 'é\\', '"q"'];

/** Calls of the builder at random, over the whole table. What it refuses is left out. */
export class RandomScript {
  readonly called = new Set<string>();
  readonly #random: Random;
  /** Symbolic images of the functions around, innermost last. */
  readonly #around: unknown[] = [];
  readonly #known: Computed[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  image(depth: number): Computed {
    const value = this.#value('Image', depth);
    return typeof value === 'number' ? ee.Image(value) : (value as Computed);
  }

  #value(type: ValueType, depth: number): unknown {
    const shared = this.#known.filter((known) => known.type === type);
    if (shared.length > 0 && this.#random() < 0.2) return this.#pick(shared);
    if (depth <= 0 || this.#random() < 0.15) return this.#leaf(type);
    const fitting = rows.filter(
      ([, { result }]) => result === type || (type === 'Object' && this.#random() < 0.1),
    );
    for (let tries = 0; tries < 3 && fitting.length > 0; tries += 1) {
      const [name, { params }] = this.#pick(fitting);
      const made = this.#call(name, params, depth - 1);
      if (made) return made;
    }
    return this.#leaf(type);
  }

  #call(name: string, params: readonly Param[], depth: number): Computed | null {
    const [type, short] = name.split('.') as [string, string];
    const isOwn = params[0]?.type === type && short !== 'of';
    const self = isOwn ? this.#self(type as ValueType, depth) : null;
    const args = this.#args(isOwn ? params.slice(1) : params, depth);
    if (self !== null && !isComputed(self)) return null;
    const owner = self ?? (ee as unknown as Record<string, Built>)[type];
    try {
      const made =
        short === 'of' || short === 'load'
          ? (owner as unknown as (...args: unknown[]) => unknown)(...args)
          : (owner as Built)[short]?.apply(owner, args);
      if (!isComputed(made)) return null;
      this.called.add(name);
      // What functions make is valid only within them.
      if (this.#around.length === 0 && JSON.stringify(made.node).length < 1000) this.#known.push(made);
      return made;
    } catch (error) {
      if (error instanceof BestpixelError) return null;
      throw error;
    }
  }

  #self(type: ValueType, depth: number): Built {
    const value = this.#value(type, depth);
    const make = (ee as unknown as Record<string, ((value: unknown) => unknown) | object>)[type];
    return (isComputed(value) || typeof make !== 'function' ? value : make(value)) as Built;
  }

  #args(params: readonly Param[], depth: number): unknown[] {
    const wanted = params.map((param) => !param.optional || this.#random() < 0.5);
    const args = params.map(({ type }, i) => (wanted[i] ? this.#value(type, depth) : null));
    return args.slice(0, wanted.lastIndexOf(true) + 1);
  }

  #leaf(type: ValueType): unknown {
    switch (type) {
      case 'Image':
        return this.#around.length > 0 && this.#random() < 0.7 ? this.#pick(this.#around) : this.#number();
      case 'ImageCollection':
        return ee.ImageCollection(this.#text());
      case 'Geometry':
        return ee.Geometry.Point(this.#number(), this.#number());
      case 'Filter':
        return ee.Filter.eq(this.#text(), this.#number());
      case 'Reducer':
        return 'mean';
      case 'Mapper':
        return this.#mapper();
      case 'Boolean':
        return this.#random() < 0.5;
      case 'Number':
        return this.#number();
      case 'Rings':
        return [this.#ring()];
      case 'Polygons':
        return [[this.#ring()], [this.#ring()]];
      case 'Filters':
        return this.#several(() => this.#value('Filter', 0));
      case 'Images':
        return this.#several(() => this.#value('Image', 0));
      case 'Numbers':
        return this.#several(() => this.#number());
      case 'Names':
        return this.#several(() => this.#text());
      case 'Selectors':
      case 'Values':
      case 'List':
        return this.#several(() => this.#scalar());
      case 'Dictionary':
        return Object.fromEntries(this.#several(() => [this.#text(), this.#scalar()]));
      case 'Object':
        return this.#pick([this.#scalar(), null, true, [this.#scalar()], { [this.#text()]: this.#number() }]);
      default:
        return this.#text();
    }
  }

  #mapper(): unknown {
    return (image: unknown): unknown => {
      this.#around.push(image);
      try {
        return this.image(2);
      } finally {
        this.#around.pop();
      }
    };
  }

  #ring(): number[][] {
    return [
      [0, 0],
      [this.#number(), 0],
      [1, 1.5],
    ];
  }

  #several<T>(make: () => T): T[] {
    return Array.from({ length: Math.floor(this.#random() * 4) }, make);
  }

  #scalar(): string | number {
    return this.#random() < 0.5 ? this.#text() : this.#number();
  }

  #text(): string {
    return this.#pick(texts);
  }

  #number(): number {
    return this.#pick([0, 1, -1, 2.5, -0, 1e21, 1e-7, 255]);
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)]!;
  }
}

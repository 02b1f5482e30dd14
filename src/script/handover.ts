import type { Position } from '../errors.ts';

/**
 * What a script hands over, as one JSON text. Expressions are a list whose parts name earlier entries by their index, so
 * that what a script uses often is there once, and nothing can contain itself.
 */
export interface Handover {
  readonly nodes: readonly Entry[];
  readonly layers: readonly HandedLayer[];
  readonly printed: readonly HandedLine[];
  /** Lines of `print` that are left out. */
  readonly unprinted: number;
  readonly camera: HandedCamera | null;
  readonly mapType: string | null;
}

export type Entry =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'call'; readonly method: string; readonly args: Readonly<Record<string, number>> }
  | { readonly kind: 'list'; readonly items: readonly number[] }
  | { readonly kind: 'dictionary'; readonly entries: Readonly<Record<string, number>> }
  | { readonly kind: 'function'; readonly argument: string; readonly body: number }
  | { readonly kind: 'argument'; readonly name: string };

export interface HandedLayer {
  readonly node: number;
  readonly visParams: unknown;
  readonly name: string;
  readonly shown: boolean;
  readonly opacity: number;
  readonly at: Position | null;
}

export interface HandedLine {
  readonly parts: readonly ({ readonly text: string } | { readonly node: number })[];
  readonly at: Position | null;
}

export type HandedCamera =
  | { readonly kind: 'centre'; readonly lng: number; readonly lat: number; readonly zoom: number | null }
  | {
      readonly kind: 'object';
      readonly node: number;
      readonly zoom: number | null;
      readonly at: Position | null;
    }
  | { readonly kind: 'zoom'; readonly zoom: number };

/** What the prelude leaves to its host: closures that no script can reach. */
export interface Prelude {
  /** A `Handover` as text. */
  readonly finish: () => string;
  /** An `Explained` as text. */
  readonly explain: (error: unknown) => string;
}

/** What was thrown, as far as it can be told. */
export interface Explained {
  readonly what: string;
  readonly remedy: string | null;
  /** The method that refused; null: it was none. */
  readonly method: string | null;
  /** The name that an object has not; null: it is about another thing. */
  readonly member: string | null;
  /** The interpreter's lines of where it was thrown; empty: unknown. */
  readonly stack: string;
}

import type { ConstantValue } from '../expression/nodes.ts';
import type { Method, Param } from '../expression/method.ts';
import type { PixelFn } from '../expression/pixel.ts';
import type { CollectionValue } from './collections.ts';
import type { SceneFilter } from './filters.ts';
import type { ImageValue } from './images.ts';
import type { ContestReducer, Reduction } from './recipe.ts';
import type { Place } from './places.ts';
import type { SceneValue } from './scene-value.ts';

/** A function of a script: from a scene to an image. */
export interface Mapper {
  (image: Omit<ImageValue, 'origin'>): ImageValue;
  /** What stands for the scene. */
  readonly argument: string;
}

/** 'first' and 'last': of the scenes that are not masked. */
export type ReducerOutput = Exclude<Reduction['reducer'], ContestReducer> | 'first' | 'last';

/** What `reduce` is told to do. */
export interface ReducerValue {
  readonly kind: 'reducer';
  readonly reducer: ReducerOutput;
  /** What else is told of the same values, as of several percentiles. */
  readonly others?: readonly ReducerOutput[];
}

/** Values by name; its keys are a script's own. */
export interface DictionaryValue {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, Value>;
}

export type Value =
  | ImageValue
  | CollectionValue
  | Place
  | SceneFilter
  | ReducerValue
  | DictionaryValue
  | Mapper
  | SceneValue
  | ConstantValue
  | readonly Value[];

/** What the arguments and results of each type are while an expression is resolved. */
export interface ValueOf {
  Image: ImageValue;
  ImageCollection: CollectionValue;
  Geometry: Place;
  Filter: SceneFilter;
  Filters: readonly SceneFilter[];
  Images: readonly ImageValue[];
  Reducer: ReducerValue;
  Mapper: Mapper;
  String: string;
  Number: number;
  Boolean: boolean;
  Date: string | number;
  List: readonly Value[];
  Dictionary: DictionaryValue;
  Object: Value;
  Value: number | string;
  Values: readonly (number | string)[];
  Selectors: readonly (string | number)[];
  Names: readonly string[];
  Numbers: readonly number[];
  Rings: readonly (readonly (readonly number[])[])[];
  Polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

type Table = Readonly<Record<string, Method>>;

type Given<P extends Param> = P extends { optional: true }
  ? P extends { default: ConstantValue }
    ? ValueOf[P['type']]
    : ValueOf[P['type']] | undefined
  : ValueOf[P['type']];

type ArgsOf<M extends Method> = { readonly [P in M['params'][number] as P['name']]: Given<P> };

/** Methods that do the same operator on every band: they need no rule of their own. */
type IsBandwise<M extends Method> = M extends {
  readonly pixel: PixelFn;
  readonly params: readonly [{ readonly name: 'image1' | 'value' }, ...unknown[]];
}
  ? true
  : false;

/** What each method makes of its arguments; only what a load gives is known elsewhere. */
export type Rules<Methods extends Table> = {
  readonly [
    M in keyof Methods as IsBandwise<Methods[M]> extends true
      ? never
      : M extends 'ImageCollection.load'
        ? never
        : M
  ]: (args: ArgsOf<Methods[M]>) => ValueOf[Methods[M]['result']];
};

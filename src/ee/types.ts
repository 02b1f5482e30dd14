import type { methods, Param } from '../expression/methods.ts';
import type { Computed } from './build.ts';

type Table = typeof methods;

/** What each parameter type takes from a caller. */
interface Inputs {
  Image: Image | number;
  ImageCollection: ImageCollection;
  Geometry: Geometry;
  Filter: Filter;
  Filters: readonly Filter[];
  Images: readonly (Image | number)[];
  Reducer: Computed;
  Mapper: (image: Image) => Image;
  String: string;
  Number: number;
  Boolean: boolean;
  Date: string | number | Date;
  List: readonly unknown[];
  Dictionary: Readonly<Record<string, unknown>>;
  Object: unknown;
  Value: number | string;
  Values: readonly (number | string)[];
  Selectors: string | number | readonly (string | number)[];
  Names: string | readonly string[];
  Numbers: readonly number[];
  Rings: readonly (readonly (readonly number[])[])[];
  Polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

interface Items {
  Filters: Filter;
  Selectors: string | number;
  Names: string;
  Numbers: number;
}

interface Outputs {
  Image: Image;
  ImageCollection: ImageCollection;
  Geometry: Geometry;
  Filter: Filter;
  Reducer: Computed;
  Number: Computed;
  String: Computed;
  Date: Computed;
  List: Computed;
  Dictionary: Computed;
  Object: Computed;
}

type Arguments<Params extends readonly Param[]> = Params extends readonly [
  infer First extends Param,
  ...infer Others extends readonly Param[],
]
  ? First extends { rest: true; type: infer Type extends keyof Items }
    ? [list: readonly Items[Type][], ...Arguments<Others>] | [Items[Type], ...Items[Type][]]
    : First extends { optional: true }
      ? [value?: Inputs[First['type']] | null, ...rest: Arguments<Others>]
      : [value: Inputs[First['type']], ...rest: Arguments<Others>]
  : [];

/** The same arguments as one object, by name. */
type Named<Params extends readonly Param[]> = {
  readonly [P in Params[number] as P extends { optional: true } ? never : P['name']]: Inputs[P['type']];
} & {
  readonly [P in Params[number] as P extends { optional: true } ? P['name'] : never]?:
    Inputs[P['type']] | null;
};

/** In order, or by name. */
type Call<Params extends readonly Param[]> = Params extends readonly []
  ? []
  : Arguments<Params> | [named: Named<Params>];

/** The methods of an Earth Engine type, as the table has them: those whose first parameter is of that type. */
type MethodsOf<Type extends keyof Outputs> = {
  readonly [
    Name in keyof Table as Table[Name]['params'][0]['type'] extends Type
      ? Name extends `${Type}.${infer Short}`
        ? Short
        : never
      : never
  ]: Table[Name]['params'] extends readonly [Param, ...infer Others extends readonly Param[]]
    ? (...args: Call<Others>) => Outputs[Table[Name]['result']]
    : never;
};

/** The functions of an Earth Engine type that are called on no object. */
export type FunctionsOf<Type extends keyof Outputs> = {
  readonly [Name in keyof Table as Name extends `${Type}.${infer Short}` ? Short : never]: (
    ...args: Call<Table[Name]['params']>
  ) => Outputs[Table[Name]['result']];
};

/** An image: an immutable description; nothing is read until it is drawn. */
export interface Image extends MethodsOf<'Image'>, Computed {
  readonly type: 'Image';
}

/** A collection of images, in an order: the last lies on top and wins ties. */
export interface ImageCollection extends MethodsOf<'ImageCollection'>, Computed {
  readonly type: 'ImageCollection';
}

/** A geometry in longitude and latitude. */
export interface Geometry extends Computed {
  readonly type: 'Geometry';
}

/** A condition on the images of a collection. */
export interface Filter extends MethodsOf<'Filter'>, Computed {
  readonly type: 'Filter';
}

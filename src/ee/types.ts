import type { methods, Param } from '../expression/methods.ts';
import type { ResultType } from '../expression/types.ts';
import type { Computed } from './computed.ts';

type Table = typeof methods;

/** What is known only where it is computed; a cast such as `ee.Number(value)` says what it is. */
type Unknown = ServerObject;

/** What each parameter type takes from a caller. */
interface Inputs {
  Image: Image | number | ServerNumber | Unknown | readonly (Image | number)[];
  ImageCollection: ImageCollection | string | readonly (Image | number)[] | Unknown;
  Geometry: Geometry | GeoJson;
  Filter: Filter | readonly Filter[];
  Filters: readonly Filter[];
  Images: readonly (Image | number | Unknown)[] | ServerList | Unknown;
  Reducer: Reducer | string;
  Mapper: (image: Image) => Image | Unknown;
  String: string | ServerString | Unknown;
  Number: number | ServerNumber | Unknown;
  Boolean: boolean | ServerNumber | Unknown;
  Date: string | number | Date | ServerDate | ServerNumber | ServerString | Unknown;
  List: readonly unknown[] | ServerList | Unknown;
  Dictionary: Readonly<Record<string, unknown>> | ServerDictionary | Unknown;
  Object: unknown;
  Value: number | string | ServerNumber | ServerString | Unknown;
  Values: readonly Inputs['Value'][] | ServerList | Unknown;
  Selectors: Inputs['Value'] | readonly Inputs['Value'][] | ServerList;
  Names: Inputs['String'] | readonly Inputs['String'][] | ServerList;
  Numbers: readonly Inputs['Number'][] | ServerList | Unknown;
  Rings: readonly (readonly (readonly number[])[])[];
  Polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

/** Of lists that may also be given as separate arguments. */
interface Items {
  Filters: Filter;
  Images: Image | number | Unknown;
  Selectors: Inputs['Value'];
  Names: Inputs['String'];
  Numbers: Inputs['Number'];
  Values: Inputs['Value'];
  List: unknown;
}

interface Outputs {
  Image: Image;
  ImageCollection: ImageCollection;
  Geometry: Geometry;
  Filter: Filter;
  Reducer: Reducer;
  Number: ServerNumber;
  String: ServerString;
  Date: ServerDate;
  List: ServerList;
  Dictionary: ServerDictionary;
  Object: ServerObject;
}

type Arguments<Params extends readonly Param[]> = Params extends readonly [
  infer First extends Param,
  ...infer Others extends readonly Param[],
]
  ? First extends { rest: true; type: infer Type extends keyof Items }
    ? [list: readonly Items[Type][] | ServerList, ...Arguments<Others>] | [Items[Type], ...Items[Type][]]
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

/** `set` also takes names and values in turn. */
type SetCall = [properties: Inputs['Dictionary']] | [name: string, value: unknown, ...more: unknown[]];

/** The first parameter's type. */
type SelfOf<Name extends keyof Table> = Table[Name]['params'] extends readonly [
  infer First extends Param,
  ...(readonly Param[]),
]
  ? First['type']
  : 'nothing';

/** The methods of an Earth Engine type, as the table has them: those whose first parameter is of that type. */
type MethodsOf<Type extends keyof Outputs> = {
  readonly [
    Name in keyof Table as [SelfOf<Name>] extends [Type]
      ? Name extends `${Type}.${infer Short}`
        ? Exclude<Short, 'of'>
        : never
      : never
  ]: Table[Name]['params'] extends readonly [Param, ...infer Others extends readonly Param[]]
    ? (
        ...args: Name extends `${'Image' | 'ImageCollection'}.set` ? SetCall : Call<Others>
      ) => Outputs[Table[Name]['result']]
    : never;
};

/** The functions of an Earth Engine type that are called on no object. */
type FunctionsOf<Type extends string> = {
  readonly [
    Name in keyof Table as Name extends `${Type}.${infer Short}`
      ? [SelfOf<Name>] extends [Type]
        ? Type extends 'Filter'
          ? Short
          : never
        : Exclude<Short, 'of'>
      : never
  ]: (...args: Call<Table[Name]['params']>) => Outputs[Table[Name]['result']];
};

/** What every object has besides. */
interface Common<Type extends ResultType> extends Computed {
  readonly type: Type;
  /** Calls a function with the object, and gives the object. */
  aside(use: (object: Outputs[Type], ...args: never[]) => unknown, ...args: unknown[]): Outputs[Type];
}

/** An image: an immutable description; nothing is read until it is drawn. */
export interface Image extends MethodsOf<'Image'>, Common<'Image'> {}

/** A collection of images, in an order: the last lies on top and wins ties. */
export interface ImageCollection extends MethodsOf<'ImageCollection'>, Common<'ImageCollection'> {}

/** A geometry in longitude and latitude; features are theirs. */
export interface Geometry extends MethodsOf<'Geometry'>, Common<'Geometry'> {
  geometry(): Geometry;
}

/** A condition on the images of a collection. */
export interface Filter extends MethodsOf<'Filter'>, Common<'Filter'> {}

/** What `reduce` is told to do. */
export interface Reducer extends MethodsOf<'Reducer'>, Common<'Reducer'> {}

/** A number that is yet to be computed. */
export interface ServerNumber extends MethodsOf<'Number'>, Common<'Number'> {}

/** A text that is yet to be computed. */
export interface ServerString extends MethodsOf<'String'>, Common<'String'> {}

/** A time that is yet to be computed. */
export interface ServerDate extends MethodsOf<'Date'>, Common<'Date'> {}

/** A list that is yet to be computed. */
export interface ServerList extends MethodsOf<'List'>, Common<'List'> {
  /** Calls a function for each item; the items must be known while the script runs. */
  map(algorithm: (item: ServerObject) => unknown): ServerList;
  /** Calls a function for each item and what the call before gave. */
  iterate(algorithm: (item: ServerObject, previous: ServerObject) => unknown, first: unknown): ServerObject;
}

/** Values by name that are yet to be computed. */
export interface ServerDictionary extends MethodsOf<'Dictionary'>, Common<'Dictionary'> {}

/** Of unknown type until it is computed. */
export interface ServerObject extends MethodsOf<'Object'>, Common<'Object'> {}

/** With `new` or without. */
interface Constructor<Args extends unknown[], Result> {
  (...args: Args): Result;
  new (...args: Args): Result;
}

type Point = readonly Inputs['Number'][];
type Rings = readonly (Point | readonly Point[])[];

/** Coordinates may come by name too, in one object. */
interface Coordinates<Type> {
  readonly coordinates: Type;
}

/** What may stand behind coordinates: EPSG:4326 or nothing, and how lines go, which is straight in degrees here. */
type Drawn = [proj?: 'EPSG:4326' | null, geodesic?: boolean | null, maxError?: unknown, evenOdd?: unknown];

interface GeoJson {
  readonly type: string;
  readonly coordinates?: unknown;
  readonly geometry?: unknown;
  readonly geometries?: readonly unknown[];
  readonly features?: readonly unknown[];
}

interface GeometryFunctions {
  /** A point: longitude, latitude, or a list of both. */
  Point(...given: [Point | Coordinates<Point>, ...Drawn] | [lng: number, lat: number, ...Drawn]): Geometry;
  /** A rectangle: west, south, east, north, or a list of them, or of two corners. */
  Rectangle(
    ...given:
      [corners: readonly (number | Point)[] | Coordinates<readonly (number | Point)[]>, ...Drawn] | number[]
  ): Geometry;
  /** A polygon: its outer ring, or a list of that and its holes, each a list of [longitude, latitude]. */
  Polygon(...given: [rings: Rings | Coordinates<Rings>, ...Drawn] | number[]): Geometry;
  /** Several polygons, each its outer ring, or a list of that and its holes. */
  MultiPolygon(polygons: readonly Rings[] | Coordinates<readonly Rings[]>, ...drawn: Drawn): Geometry;
}

type Place = Geometry | GeoJson;

/** The builder. */
export interface Ee {
  /** An image of a number, of the bands of several images, or one that is masked everywhere. */
  readonly Image: Constructor<[value?: Inputs['Image'] | null], Image> &
    Omit<FunctionsOf<'Image'>, 'cat'> & {
      cat(...images: readonly (Inputs['Image'] | readonly Inputs['Image'][])[]): Image;
      /** Three images of one band each as vis-red, vis-green and vis-blue. */
      rgb(red: Inputs['Image'], green: Inputs['Image'], blue: Inputs['Image']): Image;
    };
  /** The scenes of a collection, by its id, or a collection of images. */
  readonly ImageCollection: Constructor<
    [value: Inputs['ImageCollection'] | Image | ServerList],
    ImageCollection
  > &
    FunctionsOf<'ImageCollection'>;
  readonly Geometry: Constructor<[geojson: Place], Geometry> &
    GeometryFunctions &
    Omit<FunctionsOf<'Geometry'>, keyof GeometryFunctions>;
  /** A place, to filter or clip with; its properties are left out. */
  readonly Feature: Constructor<[geometry: Place, properties?: unknown], Geometry>;
  /** The place that features cover together. */
  readonly FeatureCollection: Constructor<[features: Place | readonly Place[]], Geometry>;
  /** All filters of a list. */
  readonly Filter: Constructor<[filter: Inputs['Filter']], Filter> & FunctionsOf<'Filter'>;
  readonly Reducer: FunctionsOf<'Reducer'>;
  readonly Algorithms: FunctionsOf<'Algorithms'>;
  readonly Number: Constructor<[value: unknown], ServerNumber> & FunctionsOf<'Number'>;
  readonly String: Constructor<[value: unknown], ServerString> & FunctionsOf<'String'>;
  readonly Date: Constructor<[value: Inputs['Date'], timeZone?: string], ServerDate> & FunctionsOf<'Date'>;
  readonly List: Constructor<[value: Inputs['List']], ServerList> & FunctionsOf<'List'>;
  readonly Dictionary: Constructor<[value?: unknown], ServerDictionary> & FunctionsOf<'Dictionary'>;
}

import type { ConstantValue } from './nodes.ts';
import type { PixelFn } from './pixel.ts';
import type { ResultType, ValueType } from './types.ts';

export interface Param {
  /** Earth Engine's own name, where it has one. */
  readonly name: string;
  readonly type: ValueType;
  readonly optional?: true;
  /** What an optional argument is when left out. */
  readonly default?: ConstantValue;
  /** A list whose items may also be given as separate arguments. */
  readonly rest?: true;
}

/** A method as builder, validation, completion and help see it. The first parameter of its own type is `this`. */
export interface Method {
  readonly params: readonly Param[];
  readonly result: ResultType;
  readonly doc: string;
  /** How it differs from Earth Engine's, for people. */
  readonly difference?: string;
  /** How well Earth Engine's rule is known: from its documents or code, or concluded from behaviour. */
  readonly evidence: 'established' | 'inferred';
  /** For methods that work band by band, what each pixel becomes. */
  readonly pixel?: PixelFn;
}

import type { Cover } from './covers.ts';

/** Patches that look alike on any day. */
export interface Zone {
  readonly cover: Cover;
  /** Of [0, 1): its own calendar and colour. */
  readonly seed: number;
  /** Of an irrigation pivot, in survey metres. */
  readonly pivot?: { readonly u: number; readonly v: number };
}

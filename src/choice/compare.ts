/** Layers of one map, two by two: left of the line the ones, right of it the others. Layers in neither lie on both sides. */
export interface Compare {
  /** Ids of layers. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Of the line, in shares of the map's width: 0 … 1. */
  readonly position: number;
}

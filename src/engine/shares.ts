/** How much of the view the winners of one layer take, date by date, as far as its tiles are done. */
export interface DateShares {
  /** By UTC day, in ms since 1970, ascending; shares of the area that has a winner, weighted by ground area. */
  readonly dates: readonly {
    readonly day: number;
    readonly share: number;
    readonly scenes: readonly string[];
  }[];
  /** Share of the view's area that has a winner, 0 … 1. */
  readonly covered: number;
  /** Ground metres of the pixels that were counted, at the middle of the view. */
  readonly metres: number;
  /** False while tiles of the view are still composed. */
  readonly whole: boolean;
}

/** A winner under a place of the map. */
export interface WinnerAt {
  readonly scene: string;
  /** ms since 1970 */
  readonly datetime: number;
}

/** Values of one shown band in the view. */
export interface ViewValues {
  readonly band: string;
  /** Of unmasked pixels in the view; a fair sample where there are more than 2^18. */
  readonly values: Float64Array;
  /** Ground metres of those pixels. */
  readonly metres: number;
}

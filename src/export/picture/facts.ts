/** What the strip below a picture tells. All of it is text; much comes from outside. */
export interface PictureFacts {
  readonly title: string;
  /** Dates, rule, place: a paragraph each. */
  readonly lines: readonly string[];
  /** Why the picture is not whole; empty: it is. */
  readonly warnings: readonly string[];
  readonly legends: readonly PictureLegend[];
  /** Ground metres of a CSS pixel of the map, in its middle. */
  readonly metresPerPixel: number;
  /** Whose the data and the basemap are: a paragraph each. */
  readonly attribution: readonly string[];
}

export interface PictureLegend {
  readonly name: string;
  /** Colours at equal distances; null: no palette. */
  readonly bar: {
    readonly colors: readonly string[];
    readonly low: string;
    readonly high: string;
  } | null;
  readonly rows: readonly { readonly color: string; readonly label: string; readonly detail: string }[];
  /** Units, or how it was counted; '': nothing to say. */
  readonly note: string;
}

/** What lies on the map's canvas and is not part of it, in CSS pixels of the map. */
export interface PictureMarks {
  readonly pins: readonly {
    readonly x: number;
    readonly y: number;
    readonly color: string;
    readonly label: string;
  }[];
  readonly swipe: {
    /** From the map's left, 0 … 1; null: one side fills the map. */
    readonly at: number | null;
    readonly left: string;
    readonly right: string;
    /** What lies over both sides; '': nothing. */
    readonly over: string;
  } | null;
}

/** CSS colours of the theme. */
export interface PictureColors {
  /** Behind the map where it has no pixels, as beside a globe. */
  readonly space: string;
  readonly panel: string;
  readonly text: string;
  readonly quiet: string;
  readonly warning: string;
  readonly line: string;
}

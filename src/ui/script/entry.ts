/** One thing that scripts may call, as completion and hover help tell it. */
export interface Entry {
  readonly name: string;
  /** What stands before the dot: 'ee', 'ee.Filter', 'Map'; an object's type, as 'Image', for its methods; '' for none. */
  readonly owner: string;
  readonly params: readonly EntryParam[];
  /** Type of what it gives; null: nothing. */
  readonly result: string | null;
  readonly doc: string;
  /** Concluded from behaviour, not read in Earth Engine's documents. */
  readonly unverified: boolean;
  readonly difference: string | null;
}

export interface EntryParam {
  readonly name: string;
  readonly about: string;
  readonly optional: boolean;
  /** May be given as several arguments. */
  readonly rest: boolean;
}

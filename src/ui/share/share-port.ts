/** What of a picture another person can read, or not. */
export interface ShareFinding {
  /** A host, or a source. */
  readonly what: string;
  readonly state: 'readable' | 'unsure' | 'unreadable';
  /** Why, and what to do. Text, never markup. */
  readonly sentence: string;
}

/** All that the Share dialog sees of the program. */
export interface SharePort {
  /** The address of this page with all that makes the picture again. Rejects with 'bad-input' where that is too long. */
  link(): Promise<string>;
  /** In words: "the collection, its rule, 3 layers and the place". */
  contents(): string;
  findings(): readonly ShareFinding[];
  /** The recipe as a file. */
  file(): { readonly name: string; readonly text: string };
  /** Opens a recipe in place of what is shown. Rejects with 'bad-input' that names what is wrong. */
  open(text: string): Promise<void>;
}

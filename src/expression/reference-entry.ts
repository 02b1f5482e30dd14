/** A method as people read of it. All of it is text. */
export interface ReferenceEntry {
  /** Earth Engine's own name of it, as 'ee.Image.select'. */
  readonly counterpart: string;
  /** As `select(bandSelectors…, newNames?) → Image`. */
  readonly signature: string;
  readonly doc: string;
  readonly difference: string | null;
  /** False where the rule is concluded from behaviour. */
  readonly verified: boolean;
  readonly params: readonly { readonly name: string; readonly about: string }[];
}

/** What decides which scene a pixel is taken from. */
export type RuleKind =
  | 'cloud-score'
  | 'clear-sky'
  | 'greenest'
  | 'most-recent'
  | 'oldest'
  | 'burnt'
  | 'wettest'
  | 'driest'
  | 'medoid'
  | 'custom';

/** A quality rule as a person sets it; all of it lives in the URL. */
export interface Rule {
  readonly kind: RuleKind;
  /** Classes of the scene classification that do not compete; null: the gate is open. Never with 'cloud-score'. */
  readonly gate: readonly number[] | null;
  /** Qualities within one step of this size count as equal, and the later scene wins; 0: none. In units of the quality. */
  readonly tolerance: number;
  /** 'clear-sky': the ISO day that is aimed at; null: the middle of the collection's dates. */
  readonly target: string | null;
  /** 'clear-sky': 0 … 1, how much cloud probability counts against nearness to the target date (0: nearness alone). */
  readonly weight: number;
  /** 'custom': an expression in bands and properties. */
  readonly expression: string;
}

/** A preset as this collection allows it. */
export interface OfferedRule {
  readonly kind: RuleKind;
  /** Why the collection's bands do not allow it, as a sentence; null: they do. */
  readonly lack: string | null;
  /** What it starts with. */
  readonly rule: Rule;
  /** The step of the tolerance slider, and its end; null: it has no tolerance. */
  readonly tolerance: { readonly step: number; readonly most: number; readonly unit: string } | null;
  /** Whether `weight` counts: there is a cloud probability to weigh. */
  readonly weighs: boolean;
}

import type { OfferedRule, Rule } from '../../choice/rule.ts';
import type { Port } from '../port.ts';

export interface RulePort extends Port {
  /** Null: the layers are a script's, and no rule of this panel made them. */
  readonly rule: Rule | null;
  readonly offered: readonly OfferedRule[];
  /** Classes that a gate can close, with names; null: the collection has no classification. */
  readonly classes: readonly { readonly value: number; readonly name: string }[] | null;
  /** First and last day of the collection, ISO; null: unknown. */
  readonly days: { readonly from: string; readonly to: string } | null;
  /** Bands and numeric properties that a custom expression may name. */
  readonly names: { readonly bands: readonly string[]; readonly properties: readonly string[] };
  /** True while the map still shows the rule before, in part or whole. */
  readonly pending: boolean;
  /**
   * Ranks by it from now on; the picture before stays until the new one is whole.
   * @throws BestpixelError 'bad-input' for an expression that cannot be evaluated; then nothing has changed
   */
  set(rule: Rule): void;
  /** The same as an Earth Engine script; null: not known yet. */
  script(): string | null;
}

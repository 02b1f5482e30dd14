import type { Compare } from '../../choice/compare.ts';
import type { Port } from '../port.ts';

/** All that the swipe sees of the program. */
export interface ComparePort extends Port {
  /** What is compared; null: the whole map shows all layers. */
  compare: Compare | null;
  readonly layers: readonly { readonly id: string; readonly name: string; readonly shown: boolean }[];
  /** One side fills the map as long as it is set; null: both are shown. */
  blink: 'left' | 'right' | null;
  /** At the first start on the demo the line moves by itself to be noticed; who moves it sets this to false. */
  introduces: boolean;
}

import { type Dtype, rangeOf, unite } from '../../dtype.ts';
import { BestpixelError } from '../../errors.ts';

/** How pixels are stored: one type and one value for "no pixel" in all bands, as TIFF and GDAL have it. */
export interface PixelForm {
  readonly type: Dtype;
  readonly nodata: number;
}

/** Values in hand that the form cannot hold: a wider type is needed, or nodata is one of them. */
export class Misfit extends Error {
  readonly needs: { readonly type: Dtype } | { readonly taken: number };

  constructor(needs: Misfit['needs']) {
    super('the values do not fit the form');
    this.needs = needs;
  }
}

/** The next type in which there is a value that the one before cannot have. */
const wider: Partial<Record<Dtype, Dtype>> = {
  uint8: 'int16',
  int8: 'int16',
  uint16: 'int32',
  int16: 'int32',
};

/**
 * The narrowest form that holds what is met: nodata is what files declare, else an end of the type's range, and never a
 * value that a pixel has.
 */
export class FormChoice {
  readonly #declared: readonly number[];
  readonly #taken = new Set<number>();
  #type: Dtype;

  constructor(type: Dtype, declared: readonly number[]) {
    this.#type = type;
    this.#declared = declared;
  }

  /** @throws BestpixelError 'unsupported' where every value of the widest type is met */
  get form(): PixelForm {
    for (let type: Dtype | undefined = this.#type; type; type = wider[type]) {
      const nodata = candidates(type, this.#declared).find((value) => !this.#taken.has(value));
      if (nodata !== undefined) return { type, nodata };
    }
    throw new BestpixelError('unsupported', 'the bands leave no value for masked pixels', {
      remedy: 'Save them scaled to floating point, or apart.',
    });
  }

  /** From now on it is such that this fits. */
  learn({ needs }: Misfit): void {
    if ('type' in needs) this.#type = unite(this.#type, needs.type);
    else this.#taken.add(needs.taken);
  }
}

function candidates(type: Dtype, declared: readonly number[]): number[] {
  if (type === 'float32') return [NaN];
  const [low, high] = rangeOf(type);
  const whole = declared.filter((value) => Number.isInteger(value) && value >= low && value <= high);
  return low === 0 ? [...whole, 0, high] : [...whole, low, high];
}

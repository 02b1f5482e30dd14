import { BestpixelError } from '../errors.ts';
import type { PixelBand, PixelExpr, PixelFn } from '../expression/pixel.ts';
import { isEmpty, type ImageBand, type ImageValue } from './images.ts';
import { aligned } from './joined.ts';
import type { ReducerValue } from './values.ts';

const method = 'Image.reduce';

/** One band of those that are there at a pixel. */
export function reducedBands(image: ImageValue, { reducer, others = [] }: ReducerValue): ImageValue {
  if (isEmpty(image)) return image;
  const [whole] = aligned(method, [image]);
  const quality = whole!.bands.find((band) => band.quality)?.quality ?? null;
  const exprs = whole!.bands.map(({ expr }) => expr);
  const bands = [reducer, ...others].map((each): ImageBand => ({ ...reduced(exprs, each), quality }));
  return { ...whole!, bands };
}

function reduced(exprs: readonly PixelExpr[], reducer: ReducerValue['reducer']): PixelBand {
  const name = typeof reducer === 'string' ? reducer : 'percentile';
  const make = Object.hasOwn(reductions, name) ? reductions[name] : undefined;
  if (!make || exprs.length === 0) {
    throw new BestpixelError(
      'unsupported',
      `${method}: the bands of one image cannot be reduced by ${name}`,
      {
        where: method,
        remedy: 'There are sum, mean, min, max, product and count; write others as a formula of bands.',
      },
    );
  }
  return { name, expr: make(exprs) };
}

type Reduce = (exprs: readonly PixelExpr[]) => PixelExpr;

const call = (op: PixelFn, ...args: readonly PixelExpr[]): PixelExpr => ({ op, args });

/** In pairs, so that the tree stays flat. */
function folded(exprs: readonly PixelExpr[], pair: (a: PixelExpr, b: PixelExpr) => PixelExpr): PixelExpr {
  if (exprs.length === 1) return exprs[0]!;
  const middle = exprs.length >> 1;
  return pair(folded(exprs.slice(0, middle), pair), folded(exprs.slice(middle), pair));
}

/** Of those that are there: where one of two is masked, the other alone. */
function ofPresent(op: 'min' | 'max' | 'add' | 'multiply'): Reduce {
  return (exprs) => folded(exprs, (a, b) => call('unmask', call(op, a, b), call('unmask', a, b)));
}

const sum = ofPresent('add');

/** Masked where nothing is there. */
const count: Reduce = (exprs) => {
  const number = folded(
    exprs.map((expr) => call('mask', expr)),
    (a, b) => call('add', a, b),
  );
  return call('updateMask', number, number);
};

const reductions: Readonly<Partial<Record<string, Reduce>>> = {
  sum,
  count,
  product: ofPresent('multiply'),
  min: ofPresent('min'),
  max: ofPresent('max'),
  mean: (exprs) => call('divide', sum(exprs), count(exprs)),
};

import { operators } from '../expression/operators.ts';
import type { PixelExpr } from '../expression/pixel.ts';

const none: ReadonlySet<string> = new Set();

/** The bands without which an expression is masked: wherever one of them is masked, it is. Parts that are shared count once. */
export function maskingBands(expr: PixelExpr): ReadonlySet<string> {
  const known = new Map<PixelExpr, ReadonlySet<string>>();
  const visit = (expr: PixelExpr): ReadonlySet<string> => {
    const before = known.get(expr);
    if (before) return before;
    const bands = bandsOf(expr, visit);
    known.set(expr, bands);
    return bands;
  };
  return visit(expr);
}

function bandsOf(expr: PixelExpr, visit: (expr: PixelExpr) => ReadonlySet<string>): ReadonlySet<string> {
  if (expr.op === 'band') return new Set([expr.band]);
  if (expr.op === 'const') return none;
  const by = operators[expr.op].masking?.by;
  const args = expr.args.map(visit);
  if (by === 'any') return new Set([...args[0]!].filter((band) => args.every((each) => each.has(band))));
  const needed = by ? by.map((at) => args[at]!) : args;
  return new Set(needed.flatMap((bands) => [...bands]));
}

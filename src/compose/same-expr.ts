import type { PixelExpr } from '../expression/pixel.ts';

/** Whether two expressions are written alike. Parts that are shared are compared once. */
export function sameExpr(a: PixelExpr, b: PixelExpr): boolean {
  const compared = new Map<PixelExpr, Set<PixelExpr>>();
  const same = (a: PixelExpr, b: PixelExpr): boolean => {
    if (a === b || compared.get(a)?.has(b)) return true;
    if (!sameHead(a, b)) return false;
    const [left, right] = [argsOf(a), argsOf(b)];
    if (left.length !== right.length || !left.every((arg, i) => same(arg, right[i]!))) return false;
    const known = compared.get(a) ?? new Set();
    compared.set(a, known.add(b));
    return true;
  };
  return same(a, b);
}

function sameHead(a: PixelExpr, b: PixelExpr): boolean {
  if (a.op === 'band') return b.op === 'band' && a.band === b.band;
  if (a.op === 'const') return b.op === 'const' && a.value === b.value;
  return a.op === b.op;
}

function argsOf(expr: PixelExpr): readonly PixelExpr[] {
  return 'args' in expr ? expr.args : [];
}

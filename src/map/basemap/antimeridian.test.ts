import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { realCoast, unwrap, unwrapPolygon } from './antimeridian.ts';

const seed = 20200701;
const lng = fc.integer({ min: -180, max: 180 });
const lat = fc.integer({ min: -80, max: 80 });

it('unwraps any line to the same places without a jump', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(lng, lat), { minLength: 1 }), (line) => {
      const flat = unwrap(line);
      for (const [at, [x, y]] of flat.entries()) {
        expect(y).toBe(line[at]![1]);
        expect(Math.abs((x! - line[at]![0]) % 360)).toBe(0);
        if (at > 0) expect(Math.abs(x! - flat[at - 1]![0]!)).toBeLessThanOrEqual(180);
      }
    }),
    { seed },
  );
});

it('closes a ring around a pole over that pole', () => {
  const ring = [
    [-180, -70],
    [-60, -70],
    [60, -70],
    [180, -70],
    [-180, -70],
  ];
  const [closed] = unwrapPolygon([ring.slice(0, 4)]);
  expect(closed!.slice(-3)).toEqual([
    [180, -90],
    [-180, -90],
    [-180, -70],
  ]);
});

it('turns holes to where their outer ring went', () => {
  const outer = [[170, 0], [-100, 0], [-100, 50], [170, 50], [170, 0]]; // prettier-ignore
  const hole = [[-120, 10], [-110, 10], [-110, 20], [-120, 10]]; // prettier-ignore
  expect(unwrapPolygon([outer, hole])[1]![0]).toEqual([240, 10]);
});

it('leaves a coast out where it is only the cut', () => {
  const ring = [[170, 0], [180, 0], [180, 10], [170, 10]]; // prettier-ignore
  expect(realCoast(ring)).toEqual([ring.slice(0, 2), ring.slice(2)]);
});

/**
 * Transverse Mercator on the WGS 84 ellipsoid as UTM scales it: metres from equator and central meridian, radians from
 * them. Krüger's series to the sixth order by Poder and Engsager, as in PROJ: well below a millimetre up to 80° from the
 * meridian. Infinite beyond.
 */
export const transverseMercator = { forward, inverse };

const radius = 6378137;
const flattening = 1 / 298.257223563;
const n = flattening / (2 - flattening);
/** Radius of the sphere of the same quarter meridian, and UTM's scale. */
const scale = ((0.9996 * radius) / (1 + n)) * (1 + n ** 2 * (1 / 4 + n ** 2 * (1 / 64 + n ** 2 / 256)));
/** Where the series ends. */
const farthest = 2.623395162778;

/** A polynomial in n that begins with the power `from`. */
const powers = (from: number, ...factors: readonly number[]): number =>
  n ** from * factors.reduceRight((sum, factor) => factor + n * sum, 0);

const geographicToGaussian = [
  powers(1, -2, 2 / 3, 4 / 3, -82 / 45, 32 / 45, 4642 / 4725),
  powers(2, 5 / 3, -16 / 15, -13 / 9, 904 / 315, -1522 / 945),
  powers(3, -26 / 15, 34 / 21, 8 / 5, -12686 / 2835),
  powers(4, 1237 / 630, -12 / 5, -24832 / 14175),
  powers(5, -734 / 315, 109598 / 31185),
  powers(6, 444337 / 155925),
];
const gaussianToGeographic = [
  powers(1, 2, -2 / 3, -2, 116 / 45, 26 / 45, -2854 / 675),
  powers(2, 7 / 3, -8 / 5, -227 / 45, 2704 / 315, 2323 / 945),
  powers(3, 56 / 15, -136 / 35, -1262 / 105, 73814 / 2835),
  powers(4, 4279 / 630, -332 / 35, -399572 / 14175),
  powers(5, 4174 / 315, -144838 / 6237),
  powers(6, 601676 / 22275),
];
const sphereToPlane = [
  powers(1, 1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800),
  powers(2, 13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360),
  powers(3, 61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440),
  powers(4, 49561 / 161280, -179 / 168, 6601661 / 7257600),
  powers(5, 34729 / 80640, -3418889 / 1995840),
  powers(6, 212378941 / 319334400),
];
const planeToSphere = [
  powers(1, -1 / 2, 2 / 3, -37 / 96, 1 / 360, 81 / 512, -96199 / 604800),
  powers(2, -1 / 48, -1 / 15, 437 / 1440, -46 / 105, 1118711 / 3870720),
  powers(3, -17 / 480, 37 / 840, 209 / 4480, -5569 / 90720),
  powers(4, -4397 / 161280, 11 / 504, 830251 / 7257600),
  powers(5, -4583 / 161280, 108847 / 3991680),
  powers(6, -20648693 / 638668800),
];

function forward(lng: number, lat: number): [x: number, y: number] {
  const gaussian = lat + sineSeries(geographicToGaussian, lat);
  const [sin, cos] = [Math.sin(gaussian), Math.cos(gaussian)];
  const cosLng = Math.cos(lng);
  const along = Math.atan2(sin, cosLng * cos);
  const across = Math.asinh((Math.sin(lng) * cos) / Math.hypot(sin, cos * cosLng));
  const [dAlong, dAcross] = complexSineSeries(sphereToPlane, along, across);
  if (!(Math.abs(across + dAcross) <= farthest)) return [Infinity, Infinity];
  return [scale * (across + dAcross), scale * (along + dAlong)];
}

function inverse(x: number, y: number): [lng: number, lat: number] {
  const [along, across] = [y / scale, x / scale];
  if (!(Math.abs(across) <= farthest)) return [Infinity, Infinity];
  const [dAlong, dAcross] = complexSineSeries(planeToSphere, along, across);
  const north = along + dAlong;
  const sinh = Math.sinh(across + dAcross);
  const cosNorth = Math.cos(north);
  const gaussian = Math.atan2(Math.sin(north), Math.hypot(sinh, cosNorth));
  return [Math.atan2(sinh, cosNorth), gaussian + sineSeries(gaussianToGeographic, gaussian)];
}

/** Σ cₖ sin(2 k b), by Clenshaw. */
function sineSeries(factors: readonly number[], b: number): number {
  const twice = 2 * Math.cos(2 * b);
  let [h1, h2] = [0, 0];
  for (let k = factors.length - 1; k >= 0; k--) [h1, h2] = [factors[k]! + twice * h1 - h2, h1];
  return h1 * Math.sin(2 * b);
}

/** The same of a complex angle. */
function complexSineSeries(factors: readonly number[], re: number, im: number): [re: number, im: number] {
  const [sin, cos] = [Math.sin(2 * re), Math.cos(2 * re)];
  const [sinh, cosh] = [Math.sinh(2 * im), Math.cosh(2 * im)];
  const [r, i] = [2 * cos * cosh, -2 * sin * sinh];
  let [hr, hi, hr1, hi1] = [0, 0, 0, 0];
  for (let k = factors.length - 1; k >= 0; k--) {
    const [hr2, hi2] = [hr1, hi1];
    [hr1, hi1] = [hr, hi];
    hr = factors[k]! + r * hr1 - i * hi1 - hr2;
    hi = i * hr1 + r * hi1 - hi2;
  }
  const [a, b] = [sin * cosh, cos * sinh];
  return [a * hr - b * hi, a * hi + b * hr];
}

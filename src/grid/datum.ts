/**
 * Datum shifts to WGS 84 (PROJ's `towgs84`: metres, arc seconds, parts per million) that the EPSG database behind
 * `epsg.ts` leaves out, for whole countries: good to a few metres where PROJ with grid files is good to decimetres.
 * Values as published with EPSG's coordinate operations.
 */
const shifts: readonly {
  readonly towgs84: string;
  readonly ellps: string;
  readonly codes: readonly Span[];
}[] = [
  // NAD27, mean for the conterminous United States (EPSG:1173).
  { towgs84: '-8,160,176', ellps: 'clrk66', codes: [[4267], [26701, 26722], [26729, 26799], [32001, 32058]] },
  // ED50, mean for western Europe (EPSG:1133).
  { towgs84: '-87,-98,-121', ellps: 'intl', codes: [[4230], [23028, 23038]] },
  // OSGB36 (EPSG:1314).
  { towgs84: '446.448,-125.157,542.06,0.15,0.247,0.842,-20.489', ellps: 'airy', codes: [[4277], [27700]] },
  // Amersfoort (EPSG:4833).
  {
    towgs84: '565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725',
    ellps: 'bessel',
    codes: [[4289], [28991, 28992]],
  },
  // BD72 (EPSG:15929).
  {
    towgs84: '-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747',
    ellps: 'intl',
    codes: [[4313], [31370], [31300]],
  },
  // CH1903 and CH1903+ (EPSG:1766, 1676).
  { towgs84: '674.374,15.056,405.346', ellps: 'bessel', codes: [[4149, 4150], [21781], [2056]] },
  // DHDN (EPSG:1777).
  { towgs84: '598.1,73.7,418.2,0.202,0.045,-2.455,6.7', ellps: 'bessel', codes: [[4314], [31466, 31469]] },
  // MGI, Austria (EPSG:1618).
  {
    towgs84: '577.326,90.129,463.919,5.137,1.474,5.297,2.4232',
    ellps: 'bessel',
    codes: [[4312], [31254, 31259], [31281, 31290], [31287]],
  },
  // S-JTSK (EPSG:4829).
  {
    towgs84: '572.213,85.334,461.94,4.9732,1.529,5.2484,3.5378',
    ellps: 'bessel',
    codes: [[4156], [5514], [5221]],
  },
  // Tokyo (EPSG:15484).
  { towgs84: '-146.414,507.337,680.507', ellps: 'bessel', codes: [[4301], [30161, 30179]] },
];

type Span = readonly [from: number, to?: number];

/** The shift of an EPSG code's datum; null where none is known or none is needed. */
export function datumShift(code: number, ellps: string): string | null {
  const entry = shifts.find(
    (shift) => shift.ellps === ellps && shift.codes.some(([from, to = from]) => code >= from && code <= to),
  );
  return entry?.towgs84 ?? null;
}

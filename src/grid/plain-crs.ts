import type { Crs } from './grid.ts';
import { transverseMercator } from './transverse-mercator.ts';
import { webMercator } from './tile.ts';

/** Between a CRS's coordinates and radians on the WGS 84 datum. Not finite where there is no such place. */
export interface PlainCrs {
  readonly isGeographic: boolean;
  toRadians(x: number, y: number): [lng: number, lat: number];
  fromRadians(lng: number, lat: number): [x: number, y: number];
}

const radius = 6378137;
const degree = Math.PI / 180;
const found = new Map<string, PlainCrs | null>();

export const wgs84: Crs = { name: 'EPSG:4326', proj4: '+proj=longlat +datum=WGS84 +no_defs' };

/** The CRSs that most data is in, which need no library: longitude and latitude, Web Mercator, UTM, all on WGS 84. */
export function plainCrs({ proj4 }: Crs): PlainCrs | null {
  let plain = found.get(proj4);
  if (plain === undefined) found.set(proj4, (plain = makePlain(proj4)));
  return plain;
}

function makePlain(definition: string): PlainCrs | null {
  if (definition === wgs84.proj4) return geographic;
  if (definition === webMercator.proj4) return mercator;
  const utm = /^\+proj=utm \+zone=(\d+) (\+south )?\+datum=WGS84 \+units=m \+no_defs$/.exec(definition);
  const zone = Number(utm?.[1]);
  return utm && zone >= 1 && zone <= 60 ? utmOf(zone, utm[2] !== undefined) : null;
}

const geographic: PlainCrs = {
  isGeographic: true,
  toRadians: (x, y) => [x * degree, y * degree],
  fromRadians: (lng, lat) => [lng / degree, lat / degree],
};

const mercator: PlainCrs = {
  isGeographic: false,
  toRadians: (x, y) => [once(x / radius), Math.PI / 2 - 2 * Math.atan(Math.exp(-y / radius))],
  fromRadians(lng, lat) {
    // The poles are at no finite distance.
    if (Math.PI / 2 - Math.abs(lat) <= 1e-10) return [NaN, NaN];
    return [radius * once(lng), radius * Math.log(Math.tan(Math.PI / 4 + lat / 2))];
  },
};

function utmOf(zone: number, south: boolean): PlainCrs {
  const meridian = (6 * zone - 183) * degree;
  const [falseEast, falseNorth] = [500_000, south ? 10_000_000 : 0];
  return {
    isGeographic: false,
    toRadians(x, y) {
      const [lng, lat] = transverseMercator.inverse(x - falseEast, y - falseNorth);
      return [once(lng + meridian), lat];
    },
    fromRadians(lng, lat) {
      const [x, y] = transverseMercator.forward(once(lng - meridian), lat);
      return [x + falseEast, y + falseNorth];
    },
  };
}

/** Taken back by one turn where it is more than half of one, but for the noise of the last digits. */
function once(lng: number): number {
  return Math.abs(lng) <= Math.PI + 2e-13 ? lng : lng - Math.sign(lng) * 2 * Math.PI;
}

import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { wrapLng } from '../grid/longitude.ts';
import { realCoast, unwrapPolygon } from './basemap/antimeridian.ts';

/**
 * An outline as features to draw: its area ("kind" is "area") and its edge ("edge"). Longitudes run on across the
 * antimeridian, in whichever way the outline writes that it crosses; where it is cut there, no edge is drawn.
 */
export function outlineFeatures(outline: Polygon | MultiPolygon): Feature[] {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const parts = polygons.map((rings) => (isWorldWide(rings) ? asWritten(rings) : continuous(rings)));
  const areas = parts.map(({ area }) => area);
  const edges = parts.flatMap(({ edges }) => edges);
  return [
    {
      type: 'Feature',
      properties: { kind: 'area' },
      geometry: { type: 'MultiPolygon', coordinates: areas },
    },
    {
      type: 'Feature',
      properties: { kind: 'edge' },
      geometry: { type: 'MultiLineString', coordinates: edges },
    },
  ];
}

interface Drawn {
  readonly area: Position[][];
  readonly edges: Position[][];
}

function continuous(rings: readonly Position[][]): Drawn {
  const wrapped = rings.map((ring) => ring.map(([lng, lat]) => [wrapLng(lng!), lat!]));
  return { area: unwrapPolygon(wrapped), edges: wrapped.flatMap(realCoast) };
}

function asWritten(rings: readonly Position[][]): Drawn {
  return { area: [...rings], edges: [...rings] };
}

/** A side from edge to edge of the world goes all the way round. */
function isWorldWide(rings: readonly Position[][]): boolean {
  return rings.some((ring) => ring.some(([lng], k) => k > 0 && Math.abs(lng! - ring[k - 1]![0]!) > 359.9));
}

import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { boxPlace } from '../../choice/place.ts';
import type { InspectedPlace } from '../../engine/inspection.ts';
import { wrapLng } from '../../grid/longitude.ts';
import { seriesColumns, type SeriesPin, seriesRows } from './series.ts';
import type { Units } from './variables.ts';

/** RFC 7946: one feature per pin and scene, with the properties that are the columns of the CSV. */
export function geojsonOf(pins: readonly SeriesPin[], units: Units): FeatureCollection<Geometry> {
  const columns = seriesColumns(pins, units);
  const places = new Map(pins.map((pin) => [pin, geometryOf(pin.inspection.place)]));
  const features = seriesRows(pins).map((row): Feature<Geometry> => ({
    type: 'Feature',
    geometry: places.get(row.pin)!,
    properties: Object.fromEntries(columns.map(({ title, of }) => [title, of(row)])),
  }));
  return { type: 'FeatureCollection', features };
}

/** A box across the antimeridian becomes two. */
function geometryOf(place: InspectedPlace): Geometry {
  if (place.kind === 'box') return boxPlace(place.bounds);
  const { lng, lat } = place.at;
  return { type: 'Point', coordinates: [wrapLng(lng), lat] };
}

import type { ReferenceEntry } from './reference-entry.ts';

function entry(signature: string, doc: string, difference: string | null = null): ReferenceEntry {
  const counterpart = signature.slice(0, signature.indexOf('('));
  return { counterpart, signature, doc, difference, verified: true, params: [] };
}

const places = 'Features are their geometry: their properties are left out.';

/** What scripts may use beside the table's methods: what the builder, the map and the console do themselves. */
export const otherEntries: readonly ReferenceEntry[] = [
  entry(
    'ee.Image(value?) → Image',
    'An image of a number, or of the bands of a list of images and numbers; of nothing, one that is masked everywhere.',
    'No single images by id: filter the collection and take first().',
  ),
  entry(
    'ee.ImageCollection(value) → ImageCollection',
    'The scenes of a collection, by its id; or a collection of an image or a list of images.',
    'Ids are those of the open archives that this program knows, and addresses of STAC collections.',
  ),
  entry('ee.Number(value) → Number', 'A number, or what get() gave as one.'),
  entry('ee.String(value) → String', 'A text, or what get() gave as one.'),
  entry(
    'ee.Date(value, timeZone?) → Date',
    'A date of a text, a JavaScript date or milliseconds since 1970, UTC.',
  ),
  entry('ee.List(value) → List', 'A list of values.'),
  entry('ee.Dictionary(value?) → Dictionary', 'Values by name.'),
  entry('ee.Filter(filters) → Filter', 'All filters of a list hold.'),
  entry(
    'ee.Geometry(geojson) → Geometry',
    'A geometry of GeoJSON: a point, a polygon or several.',
    'Edges are straight in degrees, whatever geodesic says; coordinates are degrees alone.',
  ),
  entry('ee.Feature(geometry, properties?) → Geometry', 'A place, to filter by or to clip with.', places),
  entry(
    'ee.FeatureCollection(features) → Geometry',
    'The place that polygons cover together.',
    `${places} No tables by id.`,
  ),
  entry(
    'ee.Image.rgb(r, g, b) → Image',
    'Three images of one band each, as vis-red, vis-green and vis-blue.',
  ),
  entry(
    'ee.List.map(algorithm) → List',
    'A list of what a function gives for each item.',
    'The items must be known while the script runs: written out, or a sequence of plain numbers, at most 1000.',
  ),
  entry(
    'ee.List.iterate(algorithm, first) → Object',
    'What a function gives for the last item; it is called with each item and what the call before gave.',
    'The items must be known while the script runs.',
  ),
  entry(
    'Map.addLayer(eeObject, visParams?, name?, shown?, opacity?)',
    'Shows an image, or the mosaic of a collection, as a layer on top of those before.',
    'Geometries are not drawn.',
  ),
  entry('Map.setCenter(lon, lat, zoom?)', 'Moves the map; zooms are Earth Engine’s.'),
  entry('Map.centerObject(object, zoom?)', 'Moves the map to the bounds of an object.'),
  entry(
    'Map.setOptions(mapTypeId)',
    'Chooses the map below the layers.',
    'There is one map below the layers: nothing changes.',
  ),
  entry('print(value…)', 'Writes values to the console; those of the server follow when they are known.'),
  entry(
    'aside(func, …) → the object',
    'Of any object: calls a function with it, such as print, and gives the object.',
  ),
];

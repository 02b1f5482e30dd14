import type { Entry, EntryParam } from './entry.ts';

const param = (name: string, about: string): EntryParam => ({ name, about, optional: false, rest: false });
const optional = (name: string, about: string): EntryParam => ({ ...param(name, about), optional: true });

function make(owner: string, name: string, doc: string, params: readonly EntryParam[]): Entry {
  const result = owner === 'ee' ? name : null;
  return { name, owner, params, result, doc, unverified: false, difference: null };
}

/** What makes an object of a type; offered where the table has the type. */
export const constructors: readonly Entry[] = [
  make('ee', 'Image', 'An image that has a value everywhere; an image is given back as it is.', [
    param('value', 'a number or an image'),
  ]),
  make('ee', 'ImageCollection', 'The images of a collection, by its id, or of a list.', [
    param('id', 'the id of a collection, or a list of images'),
  ]),
  make('ee', 'Date', 'A time, UTC.', [
    param('date', "a date such as '2020-07-01', or milliseconds since 1970"),
  ]),
  make('ee', 'Number', 'A number.', [param('number', 'a number')]),
  make('ee', 'String', 'A string.', [param('string', 'a string')]),
  make('ee', 'List', 'A list.', [param('list', 'a list of values')]),
  make('ee', 'Dictionary', 'Values by name.', [param('dictionary', 'an object of values by name')]),
];

const visual = 'an object: bands, min, max, gain, bias, gamma, palette, opacity';

/** The functions of the page that scripts know. */
export const pageFunctions: readonly Entry[] = [
  make('', 'print', 'Writes to the console; what is computed follows when it is known.', [
    { ...param('value', 'anything: a text, a number, an image, a collection'), rest: true },
  ]),
  make('Map', 'addLayer', 'Puts an image or a collection on the map, above the layers before it.', [
    param('eeObject', 'an image or an image collection'),
    optional('visParams', visual),
    optional('name', 'a string; else Layer 1, Layer 2…'),
    optional('shown', 'true or false; else true'),
    optional('opacity', 'from 0 to 1; else 1'),
  ]),
  make('Map', 'setCenter', 'Moves the map there.', [
    param('lon', 'longitude in degrees'),
    param('lat', 'latitude in degrees'),
    optional('zoom', 'from 0 to 24, as Earth Engine counts; else the zoom stays'),
  ]),
  make('Map', 'centerObject', 'Moves the map so that it shows the object.', [
    param('object', 'a geometry, an image or an image collection'),
    optional('zoom', 'from 0 to 24; else the object fits'),
  ]),
  make('Map', 'setZoom', 'Sets the zoom alone.', [param('zoom', 'from 0 to 24, as Earth Engine counts')]),
  make('Map', 'clear', 'Takes away the layers that were added so far.', []),
  make('Map', 'setOptions', 'The kind of base map.', [
    param('mapTypeId', "'ROADMAP', 'SATELLITE', 'HYBRID' or 'TERRAIN'"),
  ]),
];

/** Keys of the object that says how a layer is drawn. */
export const visKeys: readonly EntryParam[] = [
  optional('bands', 'one or three names of bands'),
  optional('min', 'the value drawn darkest, or one for each band'),
  optional('max', 'the value drawn brightest, or one for each band'),
  optional('gain', 'multiplies values, in place of min and max'),
  optional('bias', 'is added after gain'),
  optional('gamma', 'above 1 brightens'),
  optional('palette', 'colours from min to max, of one band'),
  optional('opacity', 'from 0 to 1'),
];

import type { Entry, EntryParam } from './entry.ts';

const param = (name: string, about: string): EntryParam => ({ name, about, optional: false, rest: false });
const optional = (name: string, about: string): EntryParam => ({ ...param(name, about), optional: true });

const rest = (name: string, about: string): EntryParam => ({ ...param(name, about), rest: true });

function make(
  owner: string,
  name: string,
  doc: string,
  params: readonly EntryParam[],
  result: string | null = null,
): Entry {
  return { name, owner, params, result, doc, unverified: false, difference: null };
}

/** What the builder has beside the table. */
export const builderFunctions: readonly Entry[] = [
  make(
    'ee',
    'Image',
    'An image that has the same value everywhere, or one of several such bands.',
    [optional('value', 'a number, an image, or a list of them; else an image that is masked')],
    'Image',
  ),
  make(
    'ee',
    'ImageCollection',
    'The images of a collection, by its id, or of a list.',
    [param('id', 'the id of a collection, or a list of images')],
    'ImageCollection',
  ),
  make('ee.Image', 'cat', 'The bands of all images in one.', [rest('images', 'images')], 'Image'),
  make('ee.Image', 'rgb', 'Three images as red, green and blue.', [rest('images', 'three images')], 'Image'),
  make(
    'List',
    'map',
    'Applies a function to each item.',
    [param('algorithm', 'a function of an item')],
    'List',
  ),
  make(
    'List',
    'iterate',
    'Applies a function to each item in turn, with what it gave before.',
    [param('algorithm', 'a function of an item and what was given before'), param('first', 'a value')],
    'Object',
  ),
];

const visual = 'an object: bands, min, max, gain, bias, gamma, palette, opacity';

/** The functions of the page that scripts know. */
export const pageFunctions: readonly Entry[] = [
  make('', 'print', 'Writes to the console; what is computed follows when it is known.', [
    rest('value', 'anything: a text, a number, an image, a collection'),
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

import type { Method } from '../method.ts';

/** The rows of the table that work on whole images: their bands, names and properties. */
export const imageMethods = {
  'Image.constant': {
    params: [{ name: 'value', type: 'Object' }],
    result: 'Image',
    doc: "An image that has the value everywhere, in the band 'constant'; of a list, in constant_0, constant_1 and so on.",
    difference: 'Inside map, a value per scene is given where the scene is.',
    evidence: 'inferred',
  },
  'Image.of': {
    params: [{ name: 'value', type: 'Object' }],
    result: 'Image',
    doc: 'An image of what a method gave: an image, a number, or a list of these, whose bands it has.',
    evidence: 'established',
  },
  'Image.cat': {
    params: [{ name: 'images', type: 'Images', rest: true }],
    result: 'Image',
    doc: "The bands of all images, one after the other. A name that is taken becomes 'name_1'.",
    evidence: 'established',
  },
  'Image.clip': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'geometry', type: 'Geometry' },
    ],
    result: 'Image',
    doc: 'Masks the image outside of the geometry: pixels are inside whose centre is.',
    evidence: 'established',
  },
  'Image.select': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'bandSelectors', type: 'Selectors', rest: true },
      { name: 'newNames', type: 'Names', optional: true },
    ],
    result: 'Image',
    doc: 'Selects bands by name, regular expression (of the whole name) or index, and may rename them.',
    evidence: 'established',
  },
  'Image.rename': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'names', type: 'Names', rest: true },
    ],
    result: 'Image',
    doc: 'Renames all bands: as many names as bands.',
    evidence: 'established',
  },
  'Image.addBands': {
    params: [
      { name: 'dstImg', type: 'Image' },
      { name: 'srcImg', type: 'Image' },
      { name: 'names', type: 'Selectors', optional: true },
      { name: 'overwrite', type: 'Boolean', optional: true, default: false },
    ],
    result: 'Image',
    doc: "Appends bands. A name that is taken becomes 'name_1', or with overwrite replaces the band.",
    evidence: 'established',
  },
} as const satisfies Readonly<Record<string, Method>>;

import type { Method } from '../method.ts';

/** The rows of the table that work on whole images: their bands, names and properties. */
export const imageMethods = {
  'Image.constant': {
    params: [{ name: 'value', type: 'Number' }],
    result: 'Image',
    doc: "An image that has the value everywhere, in the band 'constant'.",
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

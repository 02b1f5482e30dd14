import { methods } from '../../src/expression/methods.ts';
import { otherEntries } from '../../src/expression/reference-others.ts';
import { alternativeOf } from '../../src/expression/unsupported.ts';

/** How many of 40 public scripts that use qualityMosaic use these; a lower bound. */
const survey: readonly (readonly [scripts: number, names: string])[] = [
  [38, 'ImageCollection.map'],
  [33, 'Image.select Image.addBands'],
  [25, 'ee.ImageCollection Image.rename'],
  [23, 'ImageCollection.filterDate'],
  [17, 'Map.addLayer'],
  [16, 'ImageCollection.filterBounds Image.clip'],
  [15, 'Image.updateMask Image.normalizedDifference'],
  [10, 'Image.toFloat Image.int16 Image.byte Image.toInt16 Image.toUint16 Image.toByte Image.float'],
  [9, 'Image.multiply Image.subtract Image.set'],
  [7, 'Image.divide ImageCollection.median Date.advance'],
  [
    6,
    'ImageCollection.filter Map.centerObject Image.date ee.Date ImageCollection.reduce Image.constant Image.gt',
  ],
  [5, 'Map.setCenter ImageCollection.first Image.bandNames Date.millis ImageCollection.fromImages'],
  [
    4,
    'Image.metadata Image.lt ImageCollection.sort ImageCollection.size Image.get print Image.copyProperties',
  ],
  [4, 'Export.image'],
  [
    3,
    'Geometry.Point ee.Image Number.parse Date.format Image.abs Image.gte Image.lte ImageCollection.mosaic',
  ],
  [3, 'ImageCollection.linkCollection Filter.lt Algorithms.Landsat Image.of'],
  [
    2,
    'Image.min Image.pow Image.sqrt Date.getRelative Image.and Image.neq Image.eq Image.add Image.selfMask',
  ],
  [2, 'Image.mask ImageCollection.mean Filter.eq Join.saveFirst Algorithms.If Image.reproject'],
  [2, 'ee.FeatureCollection Image.getInfo'],
  [
    1,
    'Image.expression Image.unmask Image.resample ImageCollection.count ImageCollection.sum ImageCollection.max',
  ],
  [1, 'ImageCollection.merge ImageCollection.limit Image.not Image.visualize ImageCollection.toBands'],
  [1, 'ImageCollection.combine aside Image.projection Filter.calendarRange Filter.inList Filter.or'],
  [1, 'ImageCollection.filterMetadata Image.focal_mean Image.reduceNeighborhood Image.reduceRegion'],
];

export interface Coverage {
  readonly name: string;
  readonly scripts: number;
  readonly supported: boolean;
  /** What a script does instead. */
  readonly instead: string | null;
}

export function coverage(): readonly Coverage[] {
  const others = new Set(otherEntries.map(({ counterpart }) => counterpart));
  return survey.flatMap(([scripts, names]) =>
    names.split(' ').map((name): Coverage => {
      const [type, short = ''] = name.split('.') as [string, string | undefined];
      const supported = Object.hasOwn(methods, name) || others.has(name);
      const instead = supported ? null : alternativeOf(type, short);
      return { name: shown(name, type), scripts, supported, instead };
    }),
  );
}

function shown(name: string, type: string): string {
  if (name === 'Image.of') return 'ee.Image(image.get(…))';
  return ['ee', 'Map', 'Export', 'print', 'aside'].includes(type) ? name : `ee.${name}`;
}

/** The table as Markdown. */
export function coverageMarkdown(): string {
  const rows = coverage();
  const here = rows.filter(({ supported }) => supported).length;
  const lines = rows.map(
    ({ name, scripts, supported, instead }) =>
      `| ${scripts} | \`${name}\` | ${supported ? 'yes' : `no. ${instead ?? ''}`} |`,
  );
  return `# Coverage

What 40 public Earth Engine scripts that use qualityMosaic call, by how many of them do (a lower bound), and whether it
is here: ${here} of ${rows.length} methods. Made by \`npm run reference\`; [the reference](reference.md) lists all that is supported.

| scripts | method | supported |
| --- | --- | --- |
${lines.join('\n')}
`;
}

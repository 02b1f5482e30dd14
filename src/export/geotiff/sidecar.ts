import type { Node } from '../../expression/nodes.ts';
import type { SceneFailure } from '../../engine/failures.ts';
import { apply } from '../../grid/affine.ts';
import { projector, wgs84 } from '../../grid/crs.ts';
import { gridLngLatBounds } from '../../grid/grid-bounds.ts';
import type { Grid } from '../../grid/grid.ts';
import type { Scene } from '../../scene/scene.ts';
import type { PixelForm } from './pixel-form.ts';
import { type SavedBand, textOf } from './saved-bands.ts';
import type { WonCounts } from './shares.ts';

interface Saved {
  /** The file's name without its ending, and its bytes. */
  readonly name: string;
  readonly bytes: number;
  readonly grid: Grid;
  readonly form: PixelForm;
  readonly bands: readonly SavedBand[];
  /** What the scene band counts, from 1. */
  readonly scenes: readonly Scene[];
  readonly won: WonCounts;
  readonly failures: readonly SceneFailure[];
  readonly layer: string;
  /** The expression that was composed, and a script that composes the same. */
  readonly node: Node;
  readonly script: string;
  readonly attributions: readonly string[];
  readonly version: string;
  readonly now: Date;
}

/** A STAC Item beside the file: which scenes it is made of, by which recipe, and what is missing. */
export function sidecarOf(saved: Saved): Record<string, unknown> {
  const { name, grid, scenes, won, failures, layer, node, script, attributions, version, now } = saved;
  const used = scenes.flatMap((scene, i) => (won.of(i) > 0 ? [{ scene, i }] : []));
  const [from, to] = span((used.length > 0 ? used.map(({ scene }) => scene) : scenes).map((s) => s.datetime));
  const bounds = gridLngLatBounds(grid);
  return {
    type: 'Feature',
    stac_version: '1.1.0',
    stac_extensions: [
      'https://stac-extensions.github.io/projection/v2.0.0/schema.json',
      'https://stac-extensions.github.io/processing/v1.2.0/schema.json',
      'https://stac-extensions.github.io/file/v2.1.0/schema.json',
    ],
    id: name,
    bbox: bounds && [bounds.west, bounds.south, bounds.east, bounds.north],
    geometry: outlineOf(grid),
    properties: {
      title: layer,
      datetime: null,
      start_datetime: from,
      end_datetime: to,
      created: now.toISOString(),
      'proj:code': grid.crs.name,
      'proj:shape': [grid.height, grid.width],
      'proj:transform': grid.affine,
      'processing:software': { Bestpixel: version },
      'processing:expression': { format: 'bestpixel', expression: node },
      'bestpixel:script': script,
      'bestpixel:attribution': attributions,
      'bestpixel:complete': failures.length === 0,
      'bestpixel:scenes_considered': scenes.length,
      'bestpixel:scenes': used.map(({ scene, i }) => ({
        index: i + 1,
        id: scene.id,
        datetime: new Date(scene.datetime).toISOString(),
        ...versionOf(scene),
        pixels: won.of(i),
        share: won.of(i) / won.total,
      })),
      'bestpixel:failures': failures.map(({ scene, band, sentence }) => ({ scene, band, sentence })),
    },
    links: [],
    assets: { mosaic: assetOf(saved) },
  };
}

/** How it was made, where the catalog tells. */
function versionOf({ properties }: Scene): Record<string, unknown> {
  const version = properties['s2:processing_baseline'] ?? properties['processing:version'];
  return version === undefined ? {} : { 'processing:version': version };
}

function assetOf({ name, bytes, form, bands }: Saved): Record<string, unknown> {
  const nodata = Number.isNaN(form.nodata) ? 'nan' : form.nodata;
  return {
    href: `./${name}.tif`,
    type: 'image/tiff; application=geotiff; profile=cloud-optimized',
    roles: ['data'],
    'file:size': bytes,
    data_type: form.type,
    nodata,
    bands: bands.map((band) => {
      const { description, scale, offset, unit } = textOf(band);
      return {
        name: description,
        ...(unit !== undefined && { unit }),
        ...(scale !== undefined && { 'raster:scale': scale }),
        ...(offset !== undefined && { 'raster:offset': offset }),
      };
    }),
  };
}

function span(times: readonly number[]): [from: string | null, to: string | null] {
  if (times.length === 0) return [null, null];
  const [from, to] = times.reduce(([a, b], t) => [Math.min(a, t), Math.max(b, t)], [Infinity, -Infinity]);
  return [new Date(from).toISOString(), new Date(to).toISOString()];
}

/** Its four corners, counter-clockwise. */
function outlineOf({ crs, affine, width, height }: Grid): unknown {
  const project = projector(crs, wgs84);
  const corners = [
    [0, 0],
    [0, height],
    [width, height],
    [width, 0],
    [0, 0],
  ] as const;
  return {
    type: 'Polygon',
    coordinates: [corners.map(([column, row]) => project(...apply(affine, column, row)))],
  };
}

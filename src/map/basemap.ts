import type { FeatureCollection } from 'geojson';
import type {
  GeoJSONSource,
  LayerSpecification,
  Map,
  SkySpecification,
  StyleSpecification,
} from 'maplibre-gl';
import coarseUrl from 'world-atlas/countries-110m.json?url';
import fineUrl from 'world-atlas/countries-50m.json?url';
import { BestpixelError, asBestpixelError, isAbort } from '../errors.ts';
import { covers, graticule } from './basemap/graticule.ts';
import { palettes, type Theme } from './basemap/palette.ts';
import { type Atlas, worldFeatures } from './basemap/world.ts';
import { type Projection, projectionSpec } from './projection.ts';

export type { Theme } from './basemap/palette.ts';

/** Imagery goes below this layer: `map.addLayer(imagery, belowBorders)` leaves borders in sight. */
export const belowBorders = 'basemap-border';

type PaintName = Parameters<Map['setPaintProperty']>[1];

const world = 'basemap-world';
const lines = 'basemap-graticule';
const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
/** Each tile of a source that comes repaints the map; at this level, places are told to 20 m, which outlines are not. */
const deepest = 8;
/** From this zoom on the 1:50m outlines are worth their 230 kB. */
const fineFromZoom = 2.6;

/** An embedded style: ocean, land, coasts, borders, a graticule with its degrees. No sprite, no glyph file, no host but this page's. */
export function basemapStyle(theme: Theme, projection: Projection = 'mercator'): StyleSpecification {
  return {
    version: 8,
    projection: projectionSpec(projection),
    transition: { duration: 0 },
    sky: sky(theme),
    sources: {
      [world]: {
        type: 'geojson',
        data: nothing,
        maxzoom: deepest,
        tolerance: 0.4,
        attribution: 'Basemap: Natural Earth',
      },
      [lines]: { type: 'geojson', data: nothing, maxzoom: deepest, tolerance: 0 },
    },
    layers: layers(theme),
  };
}

/** Repaints the basemap in place: sources and other layers stay. Before the style is there, waits for it. */
export function applyTheme(map: Map, theme: Theme): void {
  if (map.getLayer('basemap-ocean') === undefined) {
    map.once('style.load', () => applyTheme(map, theme));
    return;
  }
  for (const { id, paint } of layers(theme))
    for (const [name, value] of Object.entries(paint ?? {}))
      map.setPaintProperty(id, name as PaintName, value);
  map.setSky(sky(theme));
}

/**
 * Fills the basemap of a map whose style came from `basemapStyle`, and keeps it filled: finer outlines once they show,
 * a graticule that follows the view, all of it again after a lost context. Returns its stop.
 * A file that cannot be read goes to `onError`; the map stays usable without it.
 */
export function keepBasemap({
  map,
  onError,
  isBusy = () => false,
}: {
  map: Map;
  onError: (error: BestpixelError) => void;
  /** While it is so finer outlines wait: what people came for is read first. */
  isBusy?: () => boolean;
}): () => void {
  const stop = new AbortController();
  let outlines = nothing;
  let wanted = coarseUrl;
  let drawn = graticule(viewOf(map));
  const load = async () => {
    try {
      outlines = worldFeatures(await readAtlas(wanted, stop.signal));
      sourceOf(map, world)?.setData(outlines);
      refine();
    } catch (error) {
      if (!isAbort(error)) onError(asBestpixelError(error, 'network', atlasFailed));
    }
  };
  const refine = () => {
    if (outlines === nothing || wanted === fineUrl || map.getZoom() < fineFromZoom || isBusy()) return;
    wanted = fineUrl;
    void load();
  };
  const follow = () => {
    const view = viewOf(map);
    if (!covers(drawn, view)) {
      drawn = graticule(view);
      sourceOf(map, lines)?.setData(drawn.lines);
    }
    refine();
  };
  const refill = () => {
    sourceOf(map, world)?.setData(outlines);
    sourceOf(map, lines)?.setData(drawn.lines);
  };
  map.on('style.load', refill);
  map.on('moveend', follow);
  map.on('idle', refine);
  refill();
  void load();
  return () => {
    stop.abort();
    map.off('style.load', refill);
    map.off('moveend', follow);
    map.off('idle', refine);
  };
}

const atlasFailed = {
  where: 'embedded basemap',
  remedy: 'The layers work without it; reload the page to try again.',
};

async function readAtlas(url: string, signal: AbortSignal): Promise<Atlas> {
  const response = await fetch(url, { signal });
  if (!response.ok) {
    throw new BestpixelError('http-status', `the outlines answered with ${response.status}`, atlasFailed);
  }
  return (await response.json()) as Atlas;
}

function sourceOf(map: Map, id: string): GeoJSONSource | undefined {
  return map.getSource<GeoJSONSource>(id);
}

function viewOf(map: Map) {
  const bounds = map.getBounds();
  return {
    zoom: map.getZoom(),
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
  };
}

function sky(theme: Theme): SkySpecification {
  const { sky, horizon } = palettes[theme];
  return { 'sky-color': sky, 'horizon-color': horizon, 'fog-color': horizon, 'atmosphere-blend': 0 };
}

function layers(theme: Theme): LayerSpecification[] {
  const colour = palettes[theme];
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    { id: 'basemap-ocean', type: 'background', paint: { 'background-color': colour.ocean } },
    {
      id: 'basemap-land',
      type: 'fill',
      source: world,
      filter: ['==', ['get', 'kind'], 'land'],
      paint: { 'fill-color': colour.land },
    },
    {
      id: 'basemap-graticule',
      type: 'line',
      source: lines,
      paint: { 'line-color': colour.graticule, 'line-width': 0.75 },
    },
    {
      // Without a `glyphs` address MapLibre draws letters from the fonts of this machine.
      id: 'basemap-graticule-label',
      type: 'symbol',
      source: lines,
      minzoom: 4,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 500,
        'text-field': ['get', 'label'],
        'text-font': ['sans-serif'],
        'text-size': 10,
      },
      paint: { 'text-color': colour.label, 'text-halo-color': colour.land, 'text-halo-width': 1 },
    },
    {
      id: 'basemap-coast',
      type: 'line',
      source: world,
      filter: ['==', ['get', 'kind'], 'coast'],
      layout: round,
      paint: { 'line-color': colour.coast, 'line-width': 0.8 },
    },
    {
      id: belowBorders,
      type: 'line',
      source: world,
      filter: ['==', ['get', 'kind'], 'border'],
      layout: round,
      paint: {
        'line-color': colour.border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.6, 8, 1.4],
      },
    },
  ];
}

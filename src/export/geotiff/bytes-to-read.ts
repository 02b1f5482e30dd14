import type { Recipe } from '../../compose/recipe.ts';
import { estimateView } from '../../engine/estimate.ts';
import { groundPixelSize } from '../../grid/ground.ts';
import { gridLngLatBounds } from '../../grid/grid-bounds.ts';
import type { Grid, LngLatBounds, TileId } from '../../grid/grid.ts';
import { widthOf } from '../../grid/longitude.ts';
import { mercatorHalf } from '../../grid/tile.ts';

/** Tiles that are looked at in each direction. */
const across = 8;

/** What composing a grid will read, roughly; null: no scene meets it, or it reaches beyond what is known. */
export function bytesToRead(recipe: Recipe, grid: Grid): number | null {
  const bounds = gridLngLatBounds(grid);
  if (!bounds) return null;
  const lat = (bounds.south + bounds.north) / 2;
  const center = { lng: bounds.west + widthOf(bounds) / 2, lat };
  const [right, down] = groundPixelSize(grid.crs, grid.affine, center);
  const zoom = Math.floor(Math.log2((360 * across) / Math.max(widthOf(bounds), 1e-6)));
  const z = Math.min(Math.max(zoom, 0), 22);
  const tileMetres = (2 * mercatorHalf * Math.cos((lat * Math.PI) / 180)) / 2 ** z;
  const view = {
    tiles: tilesOver(bounds, z).map((tile) => ({ ...tile, wrap: 0 })),
    // One pixel of the view is as large as one of the grid.
    tileSize: Math.max(1, Math.round(tileMetres / Math.min(right, down))),
    center,
  };
  const limits = { sceneBudget: Infinity };
  return estimateView({ recipes: [recipe], view, layersPerArray: 16, limits })?.bytes ?? null;
}

function tilesOver({ west, south, east, north }: LngLatBounds, z: number): TileId[] {
  const count = 2 ** z;
  const column = (lng: number) => Math.floor(((lng + 180) / 360) * count);
  const row = (lat: number) => {
    const radians = (Math.min(Math.max(lat, -85), 85) * Math.PI) / 180;
    return Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * count);
  };
  const tiles: TileId[] = [];
  for (let y = row(north); y <= Math.min(row(south), count - 1); y++) {
    for (let x = column(west); x <= column(east < west ? east + 360 : east); x++) {
      tiles.push({ z, x: ((x % count) + count) % count, y });
    }
  }
  return tiles;
}

import { centreOf, uniteBounds } from '../../grid/bounds.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import { inOrder } from '../../scene/order.ts';
import type { Scene } from '../../scene/scene.ts';
import { cellsOf, regionOfArea } from './region.ts';

const maxCells = 16;

/** So many of the scenes, the newest of each cell of about a degree in turn: never those of some dates alone. */
export function shareOut(scenes: readonly Scene[], limit: number): readonly Scene[] {
  if (scenes.length <= limit) return scenes;
  const bounds = uniteBounds(scenes.flatMap((scene) => scene.bounds ?? []));
  const cells = bounds ? cellsOf(regionOfArea(bounds), maxCells).map(({ boxes }) => boxes[0]!) : [];
  const queues = new Map<number, Scene[]>();
  for (const scene of inOrder(scenes)) {
    const cell = cells.findIndex((cell) => holdsCentre(cell, scene.bounds));
    const queue = queues.get(cell);
    if (queue) queue.push(scene);
    else queues.set(cell, [scene]);
  }
  const kept = new Set<Scene>();
  while (kept.size < limit) {
    for (const queue of queues.values()) {
      const newest = queue.pop();
      if (newest && kept.size < limit) kept.add(newest);
    }
  }
  return scenes.filter((scene) => kept.has(scene));
}

function holdsCentre(cell: LngLatBounds, bounds: LngLatBounds | null): boolean {
  if (!bounds) return false;
  const { lng, lat } = centreOf(bounds);
  return cell.west <= lng && lng <= cell.east && cell.south <= lat && lat <= cell.north;
}

import { tell, isAbort } from '../errors.ts';
import { gridLngLatBounds } from '../grid/grid-bounds.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { Recipe } from '../compose/recipe.ts';
import { addClasses, readFromOf } from './inspect-bands.ts';
import { inspectLayer } from './inspect-layer.ts';
import { Merged } from './inspect-merge.ts';
import { gridsOf, type InspectedGrids } from './inspect-places.ts';
import { readRest, residentReaders, wantedOf } from './inspect-rest.ts';
import { boxOf, chipOf } from './inspect-window.ts';
import { candidatesOn } from './candidates.ts';
import type { InspectRequest, Subject } from './inspect-subject.ts';
import type { Inspection } from './inspection.ts';
import type { Layer } from './layer.ts';
import { isComposed } from './origins.ts';
import { shownBands } from './prepared.ts';
import type { Readers } from './scene-windows.ts';
import type { View } from './view.ts';
import { meantBands } from '../compose/resolve.ts';

/** The engine, as far as inspecting needs it. */
interface InspectContext extends Readers {
  readonly view: View;
  recipeFor(layer: Layer, bounds: LngLatBounds | null, signal?: AbortSignal): Promise<Recipe>;
}

/** All acquisitions at a place, and what each layer makes of them. Failures are told, not thrown; only an abort rejects. */
export async function inspectPlace(context: InspectContext, request: InspectRequest): Promise<Inspection> {
  const grids = gridsOf(request.place, context.view);
  const merged = (): Merged => new Merged(request.layers, request.place, grids);
  const { subjects, errors } = await subjectsOf(context, request, grids);
  const tellAll = async (resident: boolean): Promise<Inspection> => {
    const readers: Readers = resident ? residentReaders(context) : context;
    const told = merged();
    for (const [layer, error] of errors) told.fail(layer, error);
    const asked = { ...request, grids, resident };
    const adding = await Promise.all(subjects.map((subject) => inspectSubject(readers, subject, asked)));
    // In the order of the layers, whichever answered first.
    for (const add of adding) add(told);
    await addClasses(readers, told, { subjects, grids, signal: request.signal });
    await addChips(readers, told, { subjects, grids, signal: request.signal });
    const readFrom = await readFromOf(context.book.resident(), subjects, grids);
    return told.inspection({ subjects, readFrom, wanted: wantedOf(subjects, grids) });
  };
  if (!request.rest) return tellAll(true);
  await readRest(context, subjects, { grids, ...request, tellSoFar: () => tellAll(true) });
  return tellAll(false);
}

async function subjectsOf(
  context: InspectContext,
  { layers, rest, signal }: InspectRequest,
  { grid }: InspectedGrids,
): Promise<{ subjects: Subject[]; errors: Map<string, string> }> {
  const errors = new Map<string, string>();
  const bounds = gridLngLatBounds(grid);
  const found = await Promise.all(
    layers.map(async (layer): Promise<Subject[]> => {
      try {
        const recipe = rest ? await context.recipeFor(layer, bounds, signal) : layer.recipe;
        if (!recipe || recipe.selections.length === 0) return [];
        return [{ layer, recipe, shown: meantBands(recipe, shownBands(recipe, layer.visParams)) }];
      } catch (error) {
        if (isAbort(error)) throw error;
        errors.set(layer.id, tell(error));
        return [];
      }
    }),
  );
  return { subjects: found.flat(), errors };
}

interface Telling extends InspectRequest {
  readonly grids: InspectedGrids;
  readonly resident: boolean;
}

type Add = (told: Merged) => void;

async function inspectSubject(readers: Readers, subject: Subject, telling: Telling): Promise<Add> {
  const { layer, recipe, shown } = subject;
  const { grids, resident, signal, place } = telling;
  try {
    if (place.kind === 'box') return await inspectBox(readers, subject, telling);
    const asked = { recipe, grid: grids.grid, shown, resident, signal };
    const found = await inspectLayer(readers, asked);
    return (told) => told.addPoint(layer.id, found);
  } catch (error) {
    if (isAbort(error)) throw error;
    return (told) => told.fail(layer.id, tell(error));
  }
}

async function inspectBox(readers: Readers, subject: Subject, { grids, signal }: Telling): Promise<Add> {
  const { layer, recipe, shown } = subject;
  if (isComposed(recipe)) {
    const why = 'A box tells of scenes, and this layer is put together of composed images. Inspect a point.';
    return (told) => told.fail(layer.id, why);
  }
  const { grid } = grids;
  const { scenes } = recipe.list;
  const boxes = await Promise.all(
    candidatesOn(recipe.list, grid).map(async (index) => ({
      scene: scenes[index]!,
      box: await boxOf(readers, shown, { recipe, scene: index, grid, signal }),
    })),
  );
  return (told) => boxes.forEach(({ scene, box }) => told.addBox(layer.id, scene, box));
}

/** In the stretch of the layer that lies on top, of those whose scenes have a picture. */
async function addChips(
  readers: Readers,
  told: Merged,
  of: { subjects: readonly Subject[]; grids: InspectedGrids; signal?: AbortSignal },
): Promise<void> {
  const { subjects, grids, signal } = of;
  const drawn = subjects.filter(({ layer, recipe }) => layer.prepared && !isComposed(recipe));
  const top = drawn.findLast(({ layer }) => layer.shown) ?? drawn.at(-1);
  if (!top) return;
  const { recipe, layer } = top;
  await Promise.all(
    candidatesOn(recipe.list, grids.grid).map(async (scene) => {
      const { style } = layer.prepared!;
      const chip = await chipOf(readers, style, { recipe, scene, grid: grids.chip, signal });
      if (chip) told.addChip(recipe.list.scenes[scene]!, chip);
    }),
  );
}

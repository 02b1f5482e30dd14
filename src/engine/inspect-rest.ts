import { leafBands } from '../compose/glsl.ts';
import { leafScenes } from '../compose/leaf-scenes.ts';
import { isAbort } from '../errors.ts';
import type { LngLat } from '../grid/grid.ts';
import { gridLngLatBounds } from '../grid/grid-bounds.ts';
import { outlineIntersects } from '../grid/outline.ts';
import type { Scene } from '../scene/scene.ts';
import { askedImages, evaluationOf, evaluationOfImage, isMadeName, takeBands } from './asked-images.ts';
import { Gate } from './gate.ts';
import type { InspectRequest, Subject, Wanted } from './inspect-subject.ts';
import { classBand } from './inspect-bands.ts';
import type { InspectedGrids } from './inspect-places.ts';
import type { Inspection } from './inspection.ts';
import { centreOfRecipe } from './recipe-centre.ts';
import type { Readers } from './scene-windows.ts';

/** Scenes that are read at once. */
const scenesAtOnce = 6;
/** Milliseconds between two tellings of what is known so far. */
const pause = 200;

/** For whom nothing is fetched. */
export function residentReaders({ reader, book }: Readers): Readers {
  return {
    book: book.resident(),
    reader: {
      describe: (source, signal) => reader.describe(source, signal),
      read: (request, signal) => reader.read({ ...request, resident: true }, signal),
      forgetFailures: () => {},
      stats: () => reader.stats(),
      dispose: () => {},
    },
  };
}

/** What all layers take of each scene that meets a grid. */
export function wantedOf(subjects: readonly Subject[], { grid }: InspectedGrids): Wanted[] {
  const bounds = gridLngLatBounds(grid);
  const wanted = new Map<Scene, { readonly bands: Set<string>; readonly centre: LngLat }>();
  for (const { recipe, shown } of subjects) {
    const centre = centreOfRecipe(recipe);
    const taken = takeBands(recipe, shown);
    const parts = [
      evaluationOf(taken),
      ...[...askedImages(taken)].map(([image, bands]) => evaluationOfImage(image, bands)),
    ];
    const names = parts.flatMap(({ qualities, bands }) => leafBands([...qualities, ...bands]));
    for (const scene of leafScenes(recipe)) {
      if (bounds && scene.footprint && !outlineIntersects(scene.footprint, bounds)) continue;
      const taking = wanted.get(scene) ?? { bands: new Set<string>(), centre };
      wanted.set(scene, taking);
      const own = [scene.reference, classBand(scene), ...names];
      for (const band of own)
        if (band !== undefined && !isMadeName(band) && scene.bands.has(band)) taking.bands.add(band);
    }
  }
  return [...wanted].map(([scene, taking]) => ({ scene, ...taking }));
}

interface Rest extends Pick<InspectRequest, 'signal' | 'onPart'> {
  readonly grids: InspectedGrids;
  readonly tellSoFar: () => Promise<Inspection>;
}

/** Brings here what is not; what fails is told by whoever reads it after. */
export async function readRest(readers: Readers, subjects: readonly Subject[], rest: Rest): Promise<void> {
  const { grids, signal, onPart, tellSoFar } = rest;
  const wanted = wantedOf(subjects, grids);
  const gate = new Gate(scenesAtOnce);
  let scenesDone = 0;
  let toldAt = performance.now();
  let telling: Promise<void> | null = null;
  const tellPart = async (): Promise<void> => {
    const part = await tellSoFar();
    if (!signal?.aborted) onPart?.(part, { scenesDone, scenesWanted: wanted.length });
  };
  await Promise.all(
    wanted.map(({ scene, bands, centre }) =>
      gate.run(async () => {
        signal?.throwIfAborted();
        await Promise.all(
          [...bands].map(async (band) => {
            const source = scene.bands.get(band)!;
            try {
              await readers.book.describe(source, signal);
              // The surroundings' blocks are the pixel's, with few exceptions.
              await readers.reader.read({ source, grid: grids.chip, centre }, signal);
            } catch (error) {
              if (isAbort(error)) throw error;
            }
          }),
        );
        scenesDone += 1;
        if (!onPart || telling || performance.now() - toldAt < pause) return;
        toldAt = performance.now();
        telling = tellPart().finally(() => {
          telling = null;
        });
        telling.catch(() => {});
      }),
    ),
  );
  await telling;
}

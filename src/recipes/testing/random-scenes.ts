import type { Scene } from '../../scene/scene.ts';
import { hold, sceneOf, type Pixels } from '../../compose/testing/composed.ts';
import { randomNumbers } from '../../compose/testing/random-exprs.ts';

/** Pixels of a scene by band; null: masked. */
type Bands = Readonly<Record<string, Pixels>>;

export interface Given {
  readonly scenes: readonly Scene[];
  readonly bands: readonly Bands[];
  readonly length: number;
}

/** The values of a band, each as likely. */
type Spec = Readonly<Record<string, readonly number[]>>;

/** Scenes of random whole numbers, a part of them masked, on the given dates. */
export function randomScenes(
  seed: number,
  { dates, spec, length = 80 }: { dates: readonly string[]; spec: Spec; length?: number },
): Given {
  const random = randomNumbers(seed);
  const bands = dates.map(() =>
    Object.fromEntries(
      Object.entries(spec).map(([name, values]) => [
        name,
        Array.from({ length }, () =>
          random() < 0.15 ? null : values[Math.floor(random() * values.length)]!,
        ),
      ]),
    ),
  );
  const scenes = dates.map((date, i) => sceneOn(date, i, bands[i]!));
  return { scenes, bands, length };
}

function sceneOn(date: string, index: number, pixels: Bands): Scene {
  const scene = sceneOf(`s${index}`, pixels, { date, properties: { cover: (index * 7) % 5 } });
  const probability = scene.bands.get('MSK_CLDPRB');
  if (!probability) return scene;
  const source = { ...probability, nodata: { never: 0 } };
  hold(source, pixels['MSK_CLDPRB']!);
  return { ...scene, bands: new Map([...scene.bands, ['MSK_CLDPRB', source]]) };
}

/** Pixel by pixel, who has the highest number, the last of equals; null: nobody has one. */
export function argmax(
  { bands, scenes, length }: Given,
  score: (value: (name: string) => number | null, scene: number, pixel: number) => number | null,
): (string | null)[] {
  return Array.from({ length }, (_, pixel) => {
    let [winner, best]: [string | null, number] = [null, -Infinity];
    scenes.forEach(({ id }, scene) => {
      const found = score((name) => bands[scene]![name]![pixel]!, scene, pixel);
      if (found !== null && found >= best) [winner, best] = [id, found];
    });
    return winner;
  });
}

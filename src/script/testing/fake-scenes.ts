import { makeScene } from '../../compose/testing/scene-lists.ts';
import type { Scene } from '../../scene/scene.ts';

/** What scenes of the demo have. */
export const demoBands = ['B2', 'B3', 'B4', 'B8', 'SCL', 'MSK_CLDPRB'];

const sentinel2 = 'B1 B2 B3 B4 B5 B6 B7 B8 B8A B9 B11 B12 AOT WVP SCL MSK_CLDPRB'.split(' ');
const landsat = 'SR_B1 SR_B2 SR_B3 SR_B4 SR_B5 SR_B6 SR_B7 ST_B10 QA_PIXEL QA_RADSAT'.split(' ');

/** Made-up scenes of a collection, one every fifth day of two summers; with its own bands unless given. */
export function scenesFor(id: string, bands: readonly string[] | null = null): readonly Scene[] {
  const own = id.startsWith('LANDSAT/') ? landsat : sentinel2;
  const days = [2020, 2022].flatMap((year) =>
    Array.from({ length: 30 }, (_, i) => new Date(Date.UTC(year, 5, 1 + 5 * i, 17, 50))),
  );
  return days.map((date, i) =>
    makeScene({
      id: `scene-${i}`,
      date: date.toISOString(),
      bands: bands ?? own,
      properties: {
        CLOUDY_PIXEL_PERCENTAGE: (7 * i) % 60,
        CLOUD_COVER: (7 * i) % 60,
        'system:index': `scene-${i}`,
      },
    }),
  );
}

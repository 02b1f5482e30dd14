import type { Scene } from '../scene/scene.ts';

/** What a scene's properties say of it, whoever named them. */
export interface SceneFacts {
  readonly index: string;
  /** Percent. */
  readonly cloudCover: number | null;
  readonly relativeOrbit: number | null;
  /** Degrees off nadir. */
  readonly viewAngle: number | null;
  readonly sensor: string | null;
  readonly baseline: string | null;
}

/** By the names of Earth Engine, of STAC's extensions, and of catalogs' own. */
const names = {
  cloudCover: ['CLOUDY_PIXEL_PERCENTAGE', 'CLOUD_COVER', 'eo:cloud_cover'],
  relativeOrbit: ['SENSING_ORBIT_NUMBER', 'sat:relative_orbit', 'WRS_PATH', 'landsat:wrs_path'],
  viewAngle: ['view:off_nadir', 'MEAN_INCIDENCE_ZENITH_ANGLE_B4', 'view:incidence_angle'],
  sensor: ['SPACECRAFT_NAME', 'SPACECRAFT_ID', 'platform'],
  baseline: ['PROCESSING_BASELINE', 's2:processing_baseline', 'processing:version'],
} as const;

export function factsOf({ id, properties }: Pick<Scene, 'id' | 'properties'>): SceneFacts {
  const first = (keys: readonly string[]): unknown =>
    keys.map((key) => properties[key]).find((value) => value !== undefined && value !== null);
  return {
    index: textOf(properties['system:index']) ?? id,
    cloudCover: numberOf(first(names.cloudCover)),
    relativeOrbit: numberOf(first(names.relativeOrbit)),
    viewAngle: numberOf(first(names.viewAngle)),
    sensor: textOf(first(names.sensor)),
    baseline: textOf(first(names.baseline)),
  };
}

/** Some catalogs write numbers as text. */
function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

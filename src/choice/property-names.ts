/** What a collection's scenes call the properties that a person chooses by. */
export interface PropertyNames {
  readonly cloud: string;
  /** Ascending or descending; null: it does not tell. */
  readonly direction: { readonly name: string; readonly upperCase: boolean } | null;
  /** The relative orbit, or the path. */
  readonly orbit: string;
  readonly platform: string;
}

const sentinel2: PropertyNames = {
  cloud: 'CLOUDY_PIXEL_PERCENTAGE',
  direction: { name: 'SENSING_ORBIT_DIRECTION', upperCase: true },
  orbit: 'SENSING_ORBIT_NUMBER',
  platform: 'SPACECRAFT_NAME',
};

const landsat: PropertyNames = {
  cloud: 'CLOUD_COVER',
  direction: null,
  orbit: 'WRS_PATH',
  platform: 'SPACECRAFT_ID',
};

const stac: PropertyNames = {
  cloud: 'eo:cloud_cover',
  direction: { name: 'sat:orbit_state', upperCase: false },
  orbit: 'sat:relative_orbit',
  platform: 'platform',
};

/** Earth Engine's names for its collections, STAC's for all others. */
export function propertyNamesOf(collection: string): PropertyNames {
  if (collection.startsWith('COPERNICUS/S2')) return sentinel2;
  return collection.startsWith('LANDSAT/') ? landsat : stac;
}

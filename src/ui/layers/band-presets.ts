export interface BandPreset {
  readonly name: string;
  /** Red, green, blue. */
  readonly bands: readonly [string, string, string];
}

type Role = 'blue' | 'green' | 'red' | 'nir' | 'swir1' | 'swir2';

interface Family {
  readonly roles: Readonly<Record<Role, string>>;
  /** Bands of one name mean different things in different products: whether these are this family's. */
  readonly fits: (there: ReadonlySet<string>) => boolean;
}

const roles = (names: string): Family['roles'] => {
  const [blue, green, red, nir, swir1, swir2] = names.split(' ');
  return { blue: blue!, green: green!, red: red!, nir: nir!, swir1: swir1!, swir2: swir2! };
};

const families: readonly Family[] = [
  // Landsat, surface reflectance: 4, 5 and 7, which have no SR_B6; else 8 and 9.
  {
    roles: roles('SR_B1 SR_B2 SR_B3 SR_B4 SR_B5 SR_B7'),
    fits: (there) => there.has('SR_B1') && !there.has('SR_B6'),
  },
  { roles: roles('SR_B2 SR_B3 SR_B4 SR_B5 SR_B6 SR_B7'), fits: () => true },
  // Sentinel-2, as Earth Engine names it and as catalogs do.
  { roles: roles('B2 B3 B4 B8 B11 B12'), fits: (there) => !isLandsat(there) },
  { roles: roles('B02 B03 B04 B08 B11 B12'), fits: (there) => there.has('B08') || !there.has('B05') },
  // Landsat 8 and 9 at the top of the atmosphere; Harmonized Landsat.
  { roles: roles('B2 B3 B4 B5 B6 B7'), fits: isLandsat },
  { roles: roles('B02 B03 B04 B05 B06 B07'), fits: (there) => there.has('B05') && !there.has('B08') },
  // STAC's common names.
  { roles: roles('blue green red nir swir16 swir22'), fits: () => true },
  { roles: roles('blue green red nir08 swir16 swir22'), fits: () => true },
  { roles: roles('Blue Green Red NIR SWIR1 SWIR2'), fits: () => true },
];

/** B8 is panchromatic there: thermal B10 comes without Sentinel-2's own bands. */
function isLandsat(there: ReadonlySet<string>): boolean {
  const sentinel = ['B8A', 'B12', 'SCL', 'MSK_CLDPRB', 'QA60'].some((name) => there.has(name));
  return !sentinel && (there.has('B10') || there.has('QA_PIXEL') || (there.has('B5') && !there.has('B8')));
}

const combinations: readonly { readonly name: string; readonly roles: readonly [Role, Role, Role] }[] = [
  { name: 'Natural', roles: ['red', 'green', 'blue'] },
  { name: 'False colour NIR', roles: ['nir', 'red', 'green'] },
  { name: 'SWIR', roles: ['swir2', 'nir', 'red'] },
  { name: 'Agriculture', roles: ['swir1', 'nir', 'blue'] },
];

/** The usual combinations that these bands allow, by their usual names. */
export function bandPresets(bands: readonly string[]): readonly BandPreset[] {
  const there = new Set(bands);
  const sets = families
    .filter(({ fits }) => fits(there))
    .map((family) => ofFamily(family, there))
    .toSorted((a, b) => b.length - a.length);
  return sets[0] ?? [];
}

function ofFamily(family: Family, there: ReadonlySet<string>): BandPreset[] {
  return combinations.flatMap(({ name, roles: [red, green, blue] }) => {
    const bands: BandPreset['bands'] = [family.roles[red], family.roles[green], family.roles[blue]];
    return bands.every((band) => there.has(band)) ? [{ name, bands }] : [];
  });
}

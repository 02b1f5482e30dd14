/** One file of an item, as Earth Search's sentinel-2-c1-l2a describes it. */
export interface AssetPlan {
  readonly key: string;
  readonly file: string;
  readonly title: string;
  readonly gsd: 10 | 20;
  readonly type: 'uint16' | 'uint8';
  readonly overviews: number;
  readonly roles: readonly string[];
  readonly band?: {
    readonly name: string;
    readonly common_name: string;
    readonly center_wavelength: number;
    readonly full_width_half_max: number;
  };
}

const tenMetres = { gsd: 10, type: 'uint16', overviews: 3, roles: ['data', 'reflectance'] } as const;
const twentyMetres = { gsd: 20, type: 'uint8', overviews: 2 } as const;

/** The reflectances come in the order of `Spectrum`. */
export const reflectanceAssets: readonly AssetPlan[] = [
  {
    ...tenMetres,
    key: 'blue',
    file: 'B02.tif',
    title: 'Blue - 10m',
    band: { name: 'B02', common_name: 'blue', center_wavelength: 0.49, full_width_half_max: 0.098 },
  },
  {
    ...tenMetres,
    key: 'green',
    file: 'B03.tif',
    title: 'Green - 10m',
    band: { name: 'B03', common_name: 'green', center_wavelength: 0.56, full_width_half_max: 0.045 },
  },
  {
    ...tenMetres,
    key: 'red',
    file: 'B04.tif',
    title: 'Red - 10m',
    band: { name: 'B04', common_name: 'red', center_wavelength: 0.665, full_width_half_max: 0.038 },
  },
  {
    ...tenMetres,
    key: 'nir',
    file: 'B08.tif',
    title: 'NIR 1 - 10m',
    band: { name: 'B08', common_name: 'nir', center_wavelength: 0.842, full_width_half_max: 0.145 },
  },
];

export const cloudAsset: AssetPlan = {
  ...twentyMetres,
  key: 'cloud',
  file: 'CLD_20m.tif',
  title: 'Cloud Probabilities',
  roles: ['data', 'cloud'],
};

export const sclAsset: AssetPlan = {
  ...twentyMetres,
  key: 'scl',
  file: 'SCL.tif',
  title: 'Scene classification map (SCL)',
  roles: ['data'],
};

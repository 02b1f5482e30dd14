import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True where GDAL's command-line programs are installed. */
export const hasGdal = spawnSync('gdalinfo', ['--version']).status === 0;

/** GDAL's own COG validator comes with its Python scripts. */
export const hasValidator =
  spawnSync('/usr/bin/python3', ['-c', 'import osgeo_utils.samples.validate_cloud_optimized_geotiff'])
    .status === 0;

export interface GdalInfo {
  readonly size: [number, number];
  readonly geoTransform: number[];
  readonly coordinateSystem: { readonly wkt: string };
  readonly metadata: Record<string, Record<string, string>>;
  readonly bands: readonly {
    readonly block: [number, number];
    readonly type: string;
    readonly noDataValue?: number;
    readonly description?: string;
    readonly unit?: string;
    readonly colorInterpretation: string;
    readonly scale?: number;
    readonly offset?: number;
    readonly overviews?: readonly { readonly size: [number, number] }[];
  }[];
}

export function gdalInfo(file: string): GdalInfo {
  return JSON.parse(execFileSync('gdalinfo', ['-json', file], { encoding: 'utf8' })) as GdalInfo;
}

/** Pixels of one level as GDAL reads them, interleaved by pixel, in this machine's (little-endian) byte order. */
export function gdalPixels(file: string, level: number): Uint8Array {
  const raw = `${file}.${level}.raw`;
  const overview = level === 0 ? [] : ['-oo', `OVERVIEW_LEVEL=${level - 1}`];
  execFileSync('gdal_translate', ['-q', '-of', 'ENVI', '-co', 'INTERLEAVE=BIP', ...overview, file, raw]);
  return readFileSync(raw);
}

/** What GDAL's validator says: its last line but for a good file. */
export function validate(file: string): { readonly valid: boolean; readonly said: string } {
  const args = ['-m', 'osgeo_utils.samples.validate_cloud_optimized_geotiff', '--full-check=yes', file];
  const { status, stdout } = spawnSync('/usr/bin/python3', args, { encoding: 'utf8' });
  return { valid: status === 0, said: stdout };
}

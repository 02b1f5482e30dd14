import { count, counted, megabytes } from '../words.ts';
import type { GeotiffOutlook, GeotiffReport } from './geotiff-port.ts';

const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6, useGrouping: false });

/** "2,048 × 1,024 pixels of 10 m in EPSG:32613". */
export function gridWords({ width, height, crs, pixel }: GeotiffOutlook): string {
  const sizes = [...new Set([pixel.width, pixel.height].map((size) => short.format(size)))].join(' × ');
  return `${count(width)} × ${count(height)} pixels of ${sizes}${pixel.unit === '°' ? '°' : ` ${pixel.unit}`} in ${crs}`;
}

/** "Reads about 12 MB; the file has 30 MB at most". */
export function costWords({ bytesToRead, fileBytes }: GeotiffOutlook): string {
  const read =
    bytesToRead === null ? 'How much is read is not known' : `Reads about ${megabytes(bytesToRead)}`;
  return `${read}; the file has ${megabytes(fileBytes)} at most, before compression`;
}

export function nativeWords({ nativeShare }: GeotiffOutlook): string | null {
  if (nativeShare === null || nativeShare === 1) return null;
  const percent = Math.min(99, Math.round(nativeShare * 100));
  return `${percent} % of the scenes lie in this CRS; the others are warped to it, each pixel by its nearest one`;
}

export function reportWords({ name, bytes, type, nodata, scenesUsed }: GeotiffReport): string {
  const none = Number.isNaN(nodata) ? 'NaN' : String(nodata);
  return `Saved ${name} (${megabytes(bytes)}) of ${counted(scenesUsed, 'scene')}, as ${type}, nodata ${none}, with a STAC Item beside it`;
}

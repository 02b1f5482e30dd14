import { count, counted, megabytes } from '../words.ts';
import type { PictureCost } from './save-port.ts';

/** "2560 × 1400 pixels · up to 12 MB to read, less what was read already" */
export function costWords({ width, height, bytes, tight }: PictureCost): string {
  const read =
    bytes === null
      ? 'what is to be read is not known'
      : bytes === 0
        ? 'nothing more to read'
        : `up to ${megabytes(bytes)} to read, less what was read already`;
  const memory = tight ? ['more graphics memory than is set below: a part may be missing'] : [];
  return [`${width} × ${height} pixels and a strip below`, read, ...memory].join(' · ');
}

export function progressWords({ done, wanted }: { readonly done: number; readonly wanted: number }): string {
  const tiles = done < wanted ? `${count(done)} of ${counted(wanted, 'tile')}` : 'drawing';
  return `${tiles} · leave the map where it is: moving it gives up the picture`;
}

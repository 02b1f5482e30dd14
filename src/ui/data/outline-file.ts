import { mostText, readGeoJson } from '../../choice/geojson-place.ts';
import type { Place } from '../../choice/choice.ts';
import { BestpixelError } from '../../errors.ts';

/** @throws BestpixelError 'too-large' before anything of it is read */
export async function textOfOutline(file: File): Promise<string> {
  if (file.size <= mostText) return file.text();
  throw new BestpixelError('too-large', 'this file is too large for an outline', {
    where: file.name,
    remedy: 'Give one of at most 5 MB.',
  });
}

/** The outline in a dropped file; null: it is another file. One named .geojson must be one, a .json unless it is STAC. */
export async function outlineOf(file: File): Promise<Place | null> {
  if (/\.geojson$/i.test(file.name)) return readGeoJson(await textOfOutline(file)).place;
  if (!/\.json$/i.test(file.name) || file.size > mostText) return null;
  const text = await file.text();
  return /"stac_version"/.test(text) ? null : readGeoJson(text).place;
}

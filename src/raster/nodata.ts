import type { NodataRule } from '../scene/scene.ts';

/** The nodata value in force: the dataset's rule, else the file's value, else the catalog's; null: none. */
export function nodataInForce(rule: NodataRule, file: number | null): number | null {
  const candidates = rule.dataset === undefined ? [file, rule.declared] : [rule.dataset];
  return candidates.find((value) => value != null && value !== rule.never) ?? null;
}

/** GDAL's nodata tag, which is text: "0", "-9999", "nan", "-inf". Null where it holds no number. */
export function parseNodata(text: string | undefined): number | null {
  const word = text?.trim().toLowerCase() ?? '';
  if (/^[+-]?(nan|1\.#qnan|1\.#ind)$/.test(word)) return NaN;
  const infinite = /^([+-]?)inf(inity)?$/.exec(word);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  const value = Number(word);
  return word === '' || Number.isNaN(value) ? null : value;
}

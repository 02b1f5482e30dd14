import { stemOf } from '../draft.ts';
import { compactInstantOf } from '../../item/instant.ts';

/** What names tell of a Sentinel-2 scene. */
export interface Sentinel2Name {
  /** The name of product, granule or item, else tile and time. */
  readonly id: string;
  /** Start of the datatake, or what the name has for it, in milliseconds since 1970. */
  readonly datetime: number;
  /** "13TFE" */
  readonly tile: string;
  /** "A"; null: not told. */
  readonly unit: string | null;
  readonly level: 'L1C' | 'L2A' | null;
  /** Of the processing: 4 for N0400; null: not told. */
  readonly baseline: number | null;
  readonly orbit: number | null;
  readonly generated: number | null;
}

/** One file of it. */
export interface Sentinel2File {
  readonly scene: Sentinel2Name;
  /** "B04", "SCL", "MSK_CLDPRB": as ESA writes it; text of its own where it is no band of ESA's. */
  readonly band: string;
  /** Pixel size by the name; null: not told. */
  readonly metres: number | null;
}

const tile = String.raw`(?<tile>\d{1,2}[A-Z]{3})`;
const time = String.raw`(?<time>\d{8}T\d{6})`;

/** Names of whole scenes, the most telling first: of a folder, or the beginning of a file's. */
const forms = [
  // ESA's products: S2A_MSIL2A_20200704T173911_N0214_R098_T13TFE_20200704T215049(.SAFE)
  `S2(?<unit>[A-D])_MSI(?<level>L1C|L2A)_${time}_N(?<baseline>\\d{4})_R(?<orbit>\\d{3})_T${tile}_(?<generated>\\d{8}T\\d{6})`,
  // Earth Search: S2A_T13TDE_20240422T174753_L2A, and before it S2A_13TDE_20240422_0_L2A
  `S2(?<unit>[A-D])_T${tile}_${time}_(?<level>L1C|L2A)`,
  `S2(?<unit>[A-D])_${tile}_(?<time>\\d{8})_\\d{1,2}_(?<level>L1C|L2A)`,
  // Granules within products: L2A_T13TFE_A026279_20200704T175912
  `(?<level>L1C|L2A)_T${tile}_A\\d{6}_${time}`,
].map((form) => new RegExp(`^${form}(?=[._]|$)`));

const fileForm = new RegExp(`^(?:(?<level>L1C|L2A)_)?T${tile}_${time}_(?<rest>.+)$`);

/** Null where neither the file's name nor a folder's is one of Sentinel-2's. */
export function readSentinel2Name(path: string): Sentinel2File | null {
  const stem = stemOf(path);
  const own = fileForm.exec(stem);
  const parts = [...path.split('/').slice(0, -1), stem];
  for (const form of forms) {
    const part = parts.findLast((part) => form.test(part));
    const match = part === undefined ? null : form.exec(part);
    const scene = match && sceneOf(match);
    if (!scene || (own && padded(own.groups!['tile']!) !== scene.tile)) continue;
    const rest =
      part === stem ? stem.slice(match[0].length).replace(/^[._]+/, '') : (own?.groups!['rest'] ?? stem);
    return rest ? { scene, ...bandOf(rest) } : null;
  }
  const scene = own && sceneOf(own, stem.slice(0, -own.groups!['rest']!.length - 1));
  return scene && { scene, ...bandOf(own.groups!['rest']!) };
}

/** A name of a whole product, with no band in it, at the beginning of a text; null: none. */
export function sentinel2ProductIn(text: string): { readonly id: string; readonly datetime: number } | null {
  for (const form of forms) {
    const match = form.exec(text);
    const scene = match && sceneOf(match);
    if (scene) return scene;
  }
  return null;
}

function sceneOf({ 0: whole, groups }: RegExpExecArray, id = whole): Sentinel2Name | null {
  const { time, tile, unit = null, level = null, baseline, orbit, generated } = groups!;
  const datetime = compactInstantOf(time!);
  if (datetime === undefined) return null;
  return {
    id,
    datetime,
    tile: padded(tile!),
    unit,
    level: level as 'L1C' | 'L2A' | null,
    // 9999 stands for whatever somebody made at home.
    baseline: baseline === undefined || baseline === '9999' ? null : Number(baseline) / 100,
    orbit: orbit === undefined ? null : Number(orbit),
    generated: compactInstantOf(generated) ?? null,
  };
}

function padded(tile: string): string {
  return tile.padStart(5, '0');
}

const others: Readonly<Record<string, string>> = { CLD: 'MSK_CLDPRB', SNW: 'MSK_SNWPRB' };
const known = /^(B(?:0?[1-9]|1[0-2]|8A)|SCL|AOT|WVP|TCI|CLD|SNW|MSK_CLDPRB|MSK_SNWPRB)$/i;

function bandOf(rest: string): Pick<Sentinel2File, 'band' | 'metres'> {
  const [, name = rest, metres] = /^(.+?)(?:_(10|20|60)m)?$/i.exec(rest) ?? [];
  const upper = name.toUpperCase();
  const band = !known.test(name) ? name : (others[upper] ?? upper.replace(/^B(\d)$/, 'B0$1'));
  return { band, metres: metres === undefined ? null : Number(metres) };
}

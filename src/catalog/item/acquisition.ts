import { type Json, numberOf, textOf } from '../json.ts';
import type { Edition } from '../../scene/scene.ts';
import { compactInstantOf, instantOf } from './instant.ts';
import type { Item } from './item.ts';

/** What the scenes that one acquisition was cut into have in common; undefined where an item stands alone. */
export function acquisitionOfItem(item: Item): string | undefined {
  const { properties, datetime } = item;
  const sentinel = sentinel2Of(properties);
  if (sentinel) return `${sentinel.unit}_${sentinel.datatake}`;
  const landsat = landsatOf(properties);
  const seconds = new Date(datetime).toISOString().slice(0, 19);
  const platform = textOf(properties['platform'])?.toLowerCase();
  if (platform === undefined) return undefined;
  if (landsat) return `${platform}_${landsat.path}_${seconds.slice(0, 10)}`;
  return tileNames.some((name) => textOf(properties[name])) ? `${platform}_${seconds}` : undefined;
}

/** Which making of which cut an item is; undefined where it does not tell. */
export function editionOfItem({ properties }: Item): Edition | undefined {
  const generated = (...names: string[]): number | null =>
    names.map((name) => instantOf(properties[name])).find((instant) => instant !== undefined) ?? null;
  const sentinel = sentinel2Of(properties);
  const tile = mgrsTile(properties);
  if (sentinel && tile) {
    return {
      product: `Sentinel-2 ${sentinel.level}`,
      tile,
      baseline: baselineOf(properties),
      generated: generated('s2:generation_time') ?? sentinel.generated,
      strip:
        compactInstantOf(/_S(\d{8}T\d{6})_/.exec(textOf(properties['s2:datastrip_id']) ?? '')?.[1]) ?? null,
    };
  }
  const landsat = landsatOf(properties);
  if (!landsat) return undefined;
  return {
    product: `Landsat ${landsat.level}`,
    tile: landsat.path + landsat.row,
    baseline: null,
    generated: generated('landsat:product_generated', 'created'),
    strip: null,
  };
}

/** "13TFE": five characters, whatever zeros the catalog leaves out. */
export function mgrsTile(properties: Json): string | undefined {
  const code = /^MGRS-(.+)$/.exec(textOf(properties['grid:code'], 64) ?? '')?.[1];
  const [zone, band, square] = [
    numberOf(properties['mgrs:utm_zone']),
    textOf(properties['mgrs:latitude_band'], 8),
    textOf(properties['mgrs:grid_square'], 8),
  ];
  const parts = zone !== undefined && band && square ? `${zone}${band}${square}` : undefined;
  return (code ?? textOf(properties['s2:mgrs_tile'], 64) ?? parts)?.replace(/^(?=\d[A-Z]{3}$)/, '0');
}

interface Sentinel2 {
  readonly unit: string;
  /** Start of the datatake, "20240422T173911". */
  readonly datatake: string;
  readonly level: string;
  readonly generated: number | null;
}

const productUri = /^(S2[A-Z])_MSI(L\d[A-Z])_(\d{8}T\d{6})_.*?(?:_(\d{8}T\d{6}))?(?:\.SAFE)?$/;
const datatakeId = /^G(S2[A-Z])_(\d{8}T\d{6})_/;

function sentinel2Of(properties: Json): Sentinel2 | undefined {
  const uri = productUri.exec(textOf(properties['s2:product_uri'], 200) ?? '');
  const take = datatakeId.exec(textOf(properties['s2:datatake_id'], 200) ?? '');
  const type = /^S2MSI(\d[A-Z])/.exec(textOf(properties['s2:product_type'], 64) ?? '')?.[1];
  const [unit, datatake] = uri ? [uri[1], uri[3]] : [take?.[1], take?.[2]];
  if (!unit || !datatake) return undefined;
  return {
    unit,
    datatake,
    level: uri?.[2] ?? (type ? `L${type}` : ''),
    generated: compactInstantOf(uri?.[4]) ?? null,
  };
}

function landsatOf(
  properties: Json,
): { readonly path: string; readonly row: string; readonly level: string } | undefined {
  const [path, row] = ['landsat:wrs_path', 'landsat:wrs_row'].map((name) => {
    const value = properties[name];
    const digits = typeof value === 'number' ? String(value) : textOf(value, 3);
    return digits && /^\d{1,3}$/.test(digits) ? digits.padStart(3, '0') : undefined;
  });
  if (!path || !row) return undefined;
  return { path, row, level: textOf(properties['landsat:correction'], 16)?.slice(0, 2) ?? '' };
}

/** Properties that only scenes cut into tiles have. */
const tileNames = ['grid:code', 's2:mgrs_tile', 'mgrs:grid_square'];

function baselineOf(properties: Json): number | null {
  const baseline = Number.parseFloat(textOf(properties['s2:processing_baseline'], 16) ?? '');
  return Number.isFinite(baseline) ? baseline : null;
}

import type { BandText, CogSpec } from './spec.ts';

/** The XML of GDAL's own metadata tag (42112), or null where there is nothing to say. */
export function gdalMetadata({ bands = [], metadata = {} }: CogSpec): string | null {
  const items = [
    ...Object.entries(metadata).map(([name, value]) => item({ name }, value)),
    ...bands.flatMap(bandItems),
  ];
  return items.length === 0 ? null : `<GDALMetadata>\n${items.join('')}</GDALMetadata>\n`;
}

function bandItems({ description, scale, offset, unit, colour }: BandText, sample: number): string[] {
  const of = (role: string, value: string | number | undefined) =>
    value === undefined ? [] : [item({ name: role.toUpperCase(), sample, role }, String(value))];
  return [
    ...of('description', description),
    ...of('offset', offset),
    ...of('scale', scale),
    ...of('unittype', unit),
    ...of('colorinterp', colour),
  ];
}

function item(attributes: Readonly<Record<string, string | number>>, value: string): string {
  const list = Object.entries(attributes).map(([key, text]) => ` ${key}="${escape(String(text))}"`);
  // GDAL escapes values twice, and undoes it twice when reading.
  return `  <Item${list.join('')}>${escape(escape(value))}</Item>\n`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

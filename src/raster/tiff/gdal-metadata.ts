/** One item of GDAL's metadata tag. */
export interface MetadataItem {
  readonly name: string;
  /** Index of the band it is about; null: the file. */
  readonly sample: number | null;
  /** "description", "scale", "offset", …: what it is to GDAL; empty: free text. */
  readonly role: string;
  /** Empty for GDAL's default domain. */
  readonly domain: string;
  readonly value: string;
}

/** More items than this are not looked at. */
const mostItems = 10_000;
const longestName = 256;
const longestValue = 4096;

const itemStart = /<Item\s([^<>]{0,1024})>/y;
const attribute = /(?<![\w:.-])([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

/**
 * The items of GDAL's metadata XML (tag 42112), in their order. The text is not trusted: what is malformed is passed
 * over, there are no entities but XML's own, and the time taken grows with its length alone.
 */
export function readGdalMetadata(xml: string): MetadataItem[] {
  const items: MetadataItem[] = [];
  for (let at = xml.indexOf('<'); at >= 0 && items.length < mostItems; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<!--', at)) {
      const end = xml.indexOf('-->', at + 4);
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    itemStart.lastIndex = at;
    const start = itemStart.exec(xml);
    at += start ? start[0].length : 1;
    if (!start || start[1].endsWith('/')) continue;
    const end = xml.indexOf('<', at);
    if (end < 0) break;
    if (!xml.startsWith('</Item', end)) continue;
    const item = readItem(start[1], xml.slice(at, end));
    if (item) items.push(item);
    at = end;
  }
  return items;
}

function readItem(attributes: string, content: string): MetadataItem | null {
  const found = new Map<string, string>();
  for (const [, name, quoted, single] of attributes.matchAll(attribute)) {
    found.set(name, unescape(quoted ?? single ?? ''));
  }
  const name = found.get('name') ?? '';
  const sample = found.get('sample');
  if (!name || name.length > longestName || (sample !== undefined && !/^\d{1,5}$/.test(sample))) return null;
  return {
    name,
    sample: sample === undefined ? null : Number(sample),
    role: found.get('role') ?? '',
    domain: found.get('domain') ?? '',
    // GDAL escapes values twice, and undoes it twice when reading.
    value: unescape(unescape(content)).slice(0, longestValue),
  };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replaceAll(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#[xX]([\da-fA-F]{1,6}));/g,
    (whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
      if (name) return named[name];
      const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

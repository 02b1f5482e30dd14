/** One TIFF field. ASCII values are written as Latin-1/UTF-8 bytes with a closing NUL. */
export type Tag =
  | { readonly code: number; readonly type: NumberType; readonly values: readonly number[] }
  | { readonly code: number; readonly type: 'ascii'; readonly text: string };

type NumberType = 'short' | 'long' | 'long8' | 'double';

const kinds = {
  ascii: { id: 2, bytes: 1 },
  short: { id: 3, bytes: 2 },
  long: { id: 4, bytes: 4 },
  double: { id: 12, bytes: 8 },
  long8: { id: 16, bytes: 8 },
} as const;

/** How a file writes its directories: sizes in bytes. */
export interface Form {
  /** Of the number of entries. */
  readonly count: 2 | 8;
  /** Of an offset, and so of the values that fit into an entry. */
  readonly offset: 4 | 8;
}

/** TIFF 6.0. */
export const classic: Form = { count: 2, offset: 4 };
/** For files over 4 GiB: http://bigtiff.org/ */
export const bigTiff: Form = { count: 8, offset: 8 };

/** Bytes of a directory with the values that do not fit in its entries. Always even. */
export function directoryBytes(tags: readonly Tag[], form: Form): number {
  const outside = tags.map(payloadBytes).filter((bytes) => bytes > form.offset);
  return tableBytes(tags, form) + outside.reduce((sum, bytes) => sum + even(bytes), 0);
}

interface Place {
  readonly tags: readonly Tag[];
  readonly at: number;
  /** The offset of the following one, 0 for none. */
  readonly next: number;
  readonly form: Form;
}

/** Writes a little-endian directory. */
export function writeDirectory(view: DataView, { tags, at, next, form }: Place): void {
  const sorted = tags.toSorted((a, b) => a.code - b.code);
  const entryBytes = entryBytesOf(form);
  let outside = at + tableBytes(tags, form);
  writeUint(view, at, { value: sorted.length, bytes: form.count });
  sorted.forEach((tag, index) => {
    const entry = at + form.count + index * entryBytes;
    const bytes = payloadBytes(tag);
    view.setUint16(entry, tag.code, true);
    view.setUint16(entry + 2, kinds[tag.type].id, true);
    writeUint(view, entry + 4, { value: bytes / kinds[tag.type].bytes, bytes: form.offset });
    const values = entry + 4 + form.offset;
    if (bytes <= form.offset) {
      writePayload(view, values, tag);
    } else {
      writeUint(view, values, { value: outside, bytes: form.offset });
      writePayload(view, outside, tag);
      outside += even(bytes);
    }
  });
  writeUint(view, at + form.count + sorted.length * entryBytes, { value: next, bytes: form.offset });
}

/** A little-endian whole number up to 2^53. */
export function writeUint(
  view: DataView,
  at: number,
  { value, bytes }: { readonly value: number; readonly bytes: 2 | 4 | 8 },
): void {
  if (bytes === 2) return view.setUint16(at, value, true);
  if (bytes === 4) return view.setUint32(at, value, true);
  view.setBigUint64(at, BigInt(value), true);
}

function entryBytesOf({ offset }: Form): number {
  return 4 + 2 * offset;
}

function tableBytes(tags: readonly Tag[], form: Form): number {
  return form.count + tags.length * entryBytesOf(form) + form.offset;
}

function payloadBytes(tag: Tag): number {
  return tag.type === 'ascii'
    ? new TextEncoder().encode(tag.text).length + 1
    : tag.values.length * kinds[tag.type].bytes;
}

function writePayload(view: DataView, at: number, tag: Tag): void {
  if (tag.type === 'ascii') {
    new Uint8Array(view.buffer, view.byteOffset + at).set(new TextEncoder().encode(tag.text));
    return;
  }
  const { bytes } = kinds[tag.type];
  tag.values.forEach((value, index) => {
    if (tag.type === 'double') view.setFloat64(at + index * 8, value, true);
    else writeUint(view, at + index * bytes, { value, bytes });
  });
}

function even(bytes: number): number {
  return bytes + (bytes & 1);
}

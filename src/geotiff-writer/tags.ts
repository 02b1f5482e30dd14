/** One TIFF field. ASCII values are written as Latin-1/UTF-8 bytes with a closing NUL. */
export type Tag =
  | { readonly code: number; readonly type: 'short' | 'long' | 'double'; readonly values: readonly number[] }
  | { readonly code: number; readonly type: 'ascii'; readonly text: string };

const kinds = {
  ascii: { id: 2, bytes: 1 },
  short: { id: 3, bytes: 2 },
  long: { id: 4, bytes: 4 },
  double: { id: 12, bytes: 8 },
} as const;

const entryBytes = 12;

/** Bytes of a directory with the values that do not fit in its entries. Always even. */
export function directoryBytes(tags: readonly Tag[]): number {
  const outside = tags.map(payloadBytes).filter((bytes) => bytes > 4);
  return tableBytes(tags) + outside.reduce((sum, bytes) => sum + even(bytes), 0);
}

/** Writes a little-endian directory at `at`; `next` is the offset of the following one, 0 for none. */
export function writeDirectory(
  view: DataView,
  { tags, at, next }: { readonly tags: readonly Tag[]; readonly at: number; readonly next: number },
): void {
  const sorted = tags.toSorted((a, b) => a.code - b.code);
  let outside = at + tableBytes(tags);
  view.setUint16(at, sorted.length, true);
  sorted.forEach((tag, index) => {
    const entry = at + 2 + index * entryBytes;
    const bytes = payloadBytes(tag);
    view.setUint16(entry, tag.code, true);
    view.setUint16(entry + 2, kinds[tag.type].id, true);
    view.setUint32(entry + 4, bytes / kinds[tag.type].bytes, true);
    if (bytes <= 4) {
      writePayload(view, entry + 8, tag);
    } else {
      view.setUint32(entry + 8, outside, true);
      writePayload(view, outside, tag);
      outside += even(bytes);
    }
  });
  view.setUint32(at + 2 + sorted.length * entryBytes, next, true);
}

function tableBytes(tags: readonly Tag[]): number {
  return 2 + tags.length * entryBytes + 4;
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
  tag.values.forEach((value, index) => {
    if (tag.type === 'short') view.setUint16(at + index * 2, value, true);
    else if (tag.type === 'long') view.setUint32(at + index * 4, value, true);
    else view.setFloat64(at + index * 8, value, true);
  });
}

function even(bytes: number): number {
  return bytes + (bytes & 1);
}

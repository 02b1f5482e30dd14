const signature = 8;
/** The first chunk, of a fixed size, after which texts may stand. */
const header = 4 + 4 + 13 + 4;

/** A PNG with texts by their keywords (PNG, 11.3.3.4: iTXt, UTF-8, not compressed). Keywords are Latin letters. */
export function withTexts(
  png: Uint8Array<ArrayBuffer>,
  texts: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer>[] {
  const end = signature + header;
  const chunks = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text));
  return [png.subarray(0, end), ...chunks, png.subarray(end)];
}

function textChunk(keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  // Keyword, end, not compressed, method, no language, no translated keyword.
  const data = encoder.encode(`iTXt${keyword}\0\0\0\0\0${text.replaceAll('\0', '')}`);
  const chunk = new Uint8Array(4 + data.length + 4);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length - 4);
  chunk.set(data, 4);
  view.setUint32(4 + data.length, crc32(data));
  return chunk;
}

/** ISO 3309, as PNG has it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** zlib-wrapped Deflate, as TIFF's compression 8 wants it. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new CompressionStream('deflate');
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(bytes), writer.close()]);
  const compressed = new Uint8Array(await new Response(readable).arrayBuffer());
  await written;
  return compressed;
}

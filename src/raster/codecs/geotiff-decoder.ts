import { getDecoder } from 'geotiff';

/** A block through one of geotiff.js's decoders. Callers check first what it cannot survive. */
export async function decodeByGeotiff(
  compression: number,
  packed: Uint8Array<ArrayBuffer>,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const decoder = await getDecoder(compression, {
    tileWidth: 0,
    tileHeight: 0,
    // Predictors are undone by us, in the right byte order.
    predictor: 1,
    bitsPerSample: 8,
    planarConfiguration: 1,
    ...parameters,
  });
  const whole = packed.byteLength === packed.buffer.byteLength ? packed : packed.slice();
  return new Uint8Array((await decoder.decode(whole.buffer)) as ArrayBuffer);
}

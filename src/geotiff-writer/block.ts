import { isOfType, type PixelArray } from '../dtype.ts';
import { BestpixelError } from '../errors.ts';
import { deflate } from './deflate.ts';
import { type Block, leaderBytes, trailerBytes } from './header.ts';
import { predict } from './predictor.ts';
import type { CogSpec } from './spec.ts';

/** A tile as it stands in the file. Errors: `bad-input` where its values do not fit the spec. */
export async function encode({ tileSize, samples, type }: CogSpec, data: PixelArray): Promise<Block> {
  if (data.length !== tileSize * tileSize * samples || !isOfType(data, type)) {
    throw new BestpixelError(
      'bad-input',
      `a tile of ${data.length} values does not fit tiles of ${tileSize}² ${type}`,
    );
  }
  const bytes = await deflate(predict(data, { width: tileSize, samples }));
  const block = new Uint8Array(leaderBytes + bytes.length + trailerBytes);
  new DataView(block.buffer).setUint32(0, bytes.length, true);
  block.set(bytes, leaderBytes);
  block.set(bytes.subarray(-trailerBytes), leaderBytes + bytes.length);
  return block;
}

import { expect, it } from 'vitest';
import { pictureName } from './file-name.ts';
import { withTexts } from './png-text.ts';

/** One grey pixel, by another program. */
const pixel = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

it('puts texts behind the header, and leaves the rest as it is', () => {
  const parts = withTexts(pixel, { Title: 'Größe <b>', Software: 'IEND' });
  const png = Buffer.concat(parts);
  expect(png.subarray(0, 33)).toEqual(Buffer.from(pixel.subarray(0, 33)));
  expect(png.subarray(-(pixel.length - 33))).toEqual(Buffer.from(pixel.subarray(33)));
  const chunks: [string, string][] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    chunks.push([png.toString('latin1', at + 4, at + 8), data.toString('utf8')]);
  }
  expect(chunks.map(([type]) => type)).toEqual(['IHDR', 'iTXt', 'iTXt', 'IDAT', 'IEND']);
  expect(chunks[1]![1]).toBe('Title\0\0\0\0\0Größe <b>');
});

it('ends a text with the check that PNG asks for', () => {
  // By Python's zlib.crc32 of 'iTXtTitle\0\0\0\0\0Best'.
  const [, chunk] = withTexts(pixel, { Title: 'Best' });
  expect(Buffer.from(chunk!.slice(-4)).toString('hex')).toBe('a750cf4f');
});

it('names files by layer, dates and scale', () => {
  const dates = { from: '2020-07-02', to: '2020-08-28', scale: 2 };
  expect(pictureName({ layer: 'best', ...dates })).toBe('bestpixel-best-2020-07-02_2020-08-28-2x.png');
  expect(pictureName({ layer: '../Größe?', from: null, to: null, scale: 1 })).toBe('bestpixel-gr-e-1x.png');
  expect(pictureName({ layer: null, from: '2020-07-02', to: '2020-07-02', scale: 4 })).toBe(
    'bestpixel-2020-07-02-4x.png',
  );
});

import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inflate, inflateUpTo } from './deflate.ts';
import { unpackLzw } from './lzw.ts';
import { unpackPackBits } from './packbits.ts';
import { undoPredictor } from './predictor.ts';
import { zstdContentSize } from './zstd.ts';

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(values);
const pixels = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251);
const packed = Uint8Array.from(deflateSync(pixels));

describe('Deflate', () => {
  test('gives back what was packed', async () => {
    expect(await inflate([packed], pixels.length)).toEqual(pixels);
  });

  test('gives the beginning of a longer stream, and unfolds no bomb', async () => {
    const bomb = Uint8Array.from(deflateSync(new Uint8Array(64 << 20)));
    expect(await inflateUpTo([bomb], 1000)).toEqual(new Uint8Array(1000));
  });

  test('does not mind bytes behind the stream', async () => {
    const padded = bytes(...packed.slice(), 0, 0, 0);
    expect(await inflate([padded.subarray(0, 7), padded.subarray(7)], pixels.length)).toEqual(pixels);
  });

  test('minds a checksum that does not match', async () => {
    const spoilt = packed.slice();
    spoilt[spoilt.length - 1] ^= 1;
    await expect(inflate([spoilt], pixels.length)).rejects.toThrow('is not valid Deflate');
  });

  test.each([
    ['is cut off', packed.slice(0, packed.length / 2)],
    ['is something else', Uint8Array.from(gzipSync(pixels))],
    ['is empty', bytes()],
  ])('fails where the stream %s', async (_, stream) => {
    await expect(inflate([stream], pixels.length)).rejects.toThrow(/is not valid Deflate|ends after/);
  });
});

describe('LZW', () => {
  // The example of the TIFF 6.0 specification, section 13.
  const text = bytes(7, 7, 7, 8, 8, 7, 7, 6, 6);
  const codes = bytes(0x80, 0x01, 0xe0, 0x40, 0x80, 0x44, 0x08, 0x0c, 0x06, 0x80, 0x80);

  test('gives the specification’s example', () => {
    expect(unpackLzw(codes, text.length)).toEqual(text);
  });

  test('stops when enough is out, and fails when there is less', () => {
    expect(unpackLzw(codes, 4)).toEqual(text.slice(0, 4));
    expect(() => unpackLzw(codes, 10)).toThrow('ends after 9 of 10 bytes');
  });

  test('refuses codes that name no string yet', () => {
    expect(() => unpackLzw(bytes(0x80, 0x7f, 0xff, 0xff), 100)).toThrow('before its time');
  });
});

test('PackBits gives Apple’s example; -128 says nothing', () => {
  const example = [0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa];
  const runs = '3*170 128 0 42 4*170 128 0 42 34 10*170'.split(' ').map((run) => run.split('*').map(Number));
  const plain = runs.flatMap(([count, value]) =>
    value === undefined ? [count] : new Array<number>(count).fill(value),
  );
  expect([...unpackPackBits(bytes(...example), plain.length)]).toEqual(plain);
  expect([...unpackPackBits(bytes(0x80, ...example), plain.length)]).toEqual(plain);
  expect(() => unpackPackBits(bytes(...example), plain.length + 1)).toThrow('ends after');
});

test('horizontal differences carry between the bytes of big-endian numbers', () => {
  const row = bytes(0x00, 0xff, 0x00, 0x01, 0xff, 0xff);
  undoPredictor({ bytes: row, bytesPerSample: 2, samples: 1, rowBytes: 6 }, 2, false);
  expect([...new Uint16Array(row.buffer)]).toEqual([0x00ff, 0x0100, 0x00ff]);
});

test('a Zstandard frame that does not end is refused before it is decoded', () => {
  const head = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
  expect(zstdContentSize(bytes(...head, 0x09, 0x00, 0x00, 0x41))).toBeNull();
  expect(() => zstdContentSize(bytes(...head, 0x08, 0x00, 0x00, 0x41))).toThrow('is cut off');
  expect(() => zstdContentSize(bytes(...head, 0xff, 0xff, 0xff, 0x41))).toThrow();
});

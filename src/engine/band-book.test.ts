import { describe, expect, it, vi } from 'vitest';
import { BestpixelError, isAbort } from '../errors.ts';
import type { BandInfo } from '../raster/reader.ts';
import type { Dtype } from '../dtype.ts';
import type { Scene } from '../scene/scene.ts';
import { makeScene } from '../scene/testing/make.ts';
import { BandBook } from './band-book.ts';
import { FailureLog } from './failures.ts';
import { ControlledReader } from './testing/controlled-reader.ts';
import { makeSource } from './testing/fake-scenes.ts';
import { place } from './testing/place.ts';

const infoOf = (dtype: Dtype, notes: readonly string[] = []): BandInfo => {
  const { crs, affine, width, height } = place;
  return {
    crs,
    affine,
    width,
    height,
    dtype,
    nodata: null,
    levels: [{ index: 0, width, height, affine }],
    notes,
  };
};

const gone = new BestpixelError('http-status', 'the file is gone');

describe('a header', () => {
  it('is asked for once, by two at once and by all later', async () => {
    const reader = new ControlledReader();
    const book = new BandBook(reader);
    const source = makeSource('a');
    const both = Promise.all([book.describe(source), book.describe(source)]);
    reader.answer('a', infoOf('uint16'));
    expect((await both).map(({ dtype }) => dtype)).toEqual(['uint16', 'uint16']);
    expect((await book.describe(source)).dtype).toBe('uint16');
    expect(reader.asked).toEqual(['a']);
  });

  it('that failed is not asked for again before failures are forgotten', async () => {
    const reader = new ControlledReader();
    const forget = vi.spyOn(reader, 'forgetFailures');
    const book = new BandBook(reader);
    const source = makeSource('a');
    const first = book.describe(source);
    reader.fail('a', gone);
    await expect(first).rejects.toBe(gone);
    await expect(book.describe(source)).rejects.toBe(gone);
    expect(reader.asked).toEqual(['a']);
    book.forgetFailures();
    expect(forget).toHaveBeenCalledTimes(1);
    const again = book.describe(source);
    reader.answer('a', infoOf('uint8'));
    expect((await again).dtype).toBe('uint8');
  });

  it('of a file that changed is asked for again once failures are forgotten', async () => {
    const reader = new ControlledReader();
    const book = new BandBook(reader);
    const judge = makeSource('classes');
    const source = makeSource('a', { validWhere: { source: judge, not: [0] } });
    const [first, judging] = [book.describe(source), book.describe(judge)];
    reader.answer('a', infoOf('uint8'));
    reader.answer('classes', infoOf('uint8'));
    await Promise.all([first, judging]);
    book.suspect(judge, new BestpixelError('changed', 'the file changed while it was read'));
    expect((await book.describe(source)).dtype).toBe('uint8');
    expect(book.forgetFailures()).toEqual(new Set(['classes']));
    const again = book.describe(source);
    reader.answer('a', infoOf('uint16'));
    expect((await again).dtype).toBe('uint16');
    expect(book.forgetFailures()).toEqual(new Set());
  });

  it('that nobody waits for any more is not remembered as failed', async () => {
    const reader = new ControlledReader();
    const book = new BandBook(reader);
    const source = makeSource('a');
    const control = new AbortController();
    const first = book.describe(source, control.signal);
    control.abort();
    expect(isAbort(await first.catch((error: unknown) => error))).toBe(true);
    expect(reader.aborted).toEqual(['a']);
    const again = book.describe(source);
    reader.answer('a', infoOf('uint8'));
    expect((await again).dtype).toBe('uint8');
  });

  it('is read on for the one who stays', async () => {
    const reader = new ControlledReader();
    const book = new BandBook(reader);
    const source = makeSource('a');
    const control = new AbortController();
    const leaves = book.describe(source, control.signal);
    const stays = book.describe(source);
    control.abort();
    expect(isAbort(await leaves.catch((error: unknown) => error))).toBe(true);
    reader.answer('a', infoOf('int16'));
    expect((await stays).dtype).toBe('int16');
  });
});

/** Scenes whose bands' headers say these types; an error fails. */
async function typesOf(bands: readonly string[], scenes: readonly Record<string, Dtype | Error>[]) {
  const reader = new ControlledReader();
  const all = scenes.map((types, i): Scene => {
    const sources = Object.keys(types).map((band) => [band, makeSource(`${i}/${band}`)] as const);
    return makeScene({ id: `scene-${i}`, bands: new Map(sources) });
  });
  const failures = new FailureLog();
  const found = new BandBook(reader).typesOf({ bands, scenes: all.map((_, i) => i), all, failures });
  await Promise.resolve();
  scenes.forEach((types, i) => {
    for (const [band, type] of Object.entries(types)) {
      if (typeof type === 'string') reader.answer(`${i}/${band}`, infoOf(type));
      else reader.fail(`${i}/${band}`, type);
    }
  });
  const { types, readable } = await found;
  return { types: Object.fromEntries(types), readable, failures: failures.list() };
}

describe('the types of bands', () => {
  it('hold the values of all scenes', async () => {
    const { types, readable } = await typesOf(
      ['q', 'red'],
      [
        { q: 'uint8', red: 'uint16' },
        { q: 'int8', red: 'uint16' },
        { q: 'uint8', red: 'float32' },
      ],
    );
    expect(types).toEqual({ q: 'int16', red: 'float32' });
    expect(readable).toEqual([0, 1, 2]);
  });

  it('leave scenes out that lack a band or cannot be read, and name them', async () => {
    const { types, readable, failures } = await typesOf(
      ['q', 'red'],
      [{ q: 'uint8', red: 'uint16' }, { q: 'int32' }, { q: 'uint8', red: gone }],
    );
    expect(types).toEqual({ q: 'uint8', red: 'uint16' });
    expect(readable).toEqual([0]);
    expect(failures.map(({ scene, band, sentence }) => [scene, band, sentence])).toEqual([
      [
        'scene-1',
        'red',
        "the scene has no band 'red' (scene-1). It has q; the other scenes compose without it.",
      ],
      ['scene-2', 'red', 'the file is gone.'],
    ]);
  });

  it('keep scenes to which a band of others is masked', async () => {
    const reader = new ControlledReader();
    const both = makeScene({
      id: 'both',
      bands: new Map([
        ['q', makeSource('q')],
        ['red', makeSource('red')],
      ]),
    });
    const one = {
      ...makeScene({ id: 'one', bands: new Map([['q', makeSource('q1')]]) }),
      lacking: new Set(['red']),
    };
    const failures = new FailureLog();
    const found = new BandBook(reader).typesOf({
      bands: ['q', 'red'],
      scenes: [0, 1],
      all: [both, one],
      failures,
    });
    await Promise.resolve();
    for (const href of ['q', 'q1']) reader.answer(href, infoOf('uint8'));
    reader.answer('red', infoOf('int16'));
    const { types, readable } = await found;
    expect([Object.fromEntries(types), readable]).toEqual([{ q: 'uint8', red: 'int16' }, [0, 1]]);
    expect(failures.list()).toEqual([]);
  });

  it('are not worth failing for where no scene can be read', async () => {
    expect(await typesOf(['q'], [{ q: gone }])).toMatchObject({ types: { q: 'uint8' }, readable: [] });
  });
});

it('tells each remark on the files once, of those that were read', async () => {
  const reader = new ControlledReader();
  const book = new BandBook(reader);
  const scenes = ['a', 'b', 'c'].map((id) => makeScene({ id, bands: new Map([['red', makeSource(id)]]) }));
  for (const id of ['a', 'b']) {
    const asked = book.describe(scenes[id === 'a' ? 0 : 1]!.bands.get('red')!);
    reader.answer(id, infoOf('float32', ['float64 read as float32']));
    await asked;
  }
  expect(book.notesOn(scenes, ['red', 'green'])).toEqual(['float64 read as float32']);
});

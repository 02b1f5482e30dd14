import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../../errors.ts';
import { openLocalFiles } from './open-local-files.ts';
import { FakeInspector, makeFile } from './testing/local.ts';

const product = 'S2A_MSIL2A_20220704T173911_N0400_R098_T13TFE_20220704T215049';

function open(paths: readonly string[], inspector = new FakeInspector(), signal?: AbortSignal) {
  const files = paths.map((path) => makeFile(path));
  return openLocalFiles(files, { inspector, ...(signal && { signal }) });
}

describe('opened GeoTIFFs', () => {
  it('become a list of scenes, oldest first', async () => {
    const { reading, list } = await open(['x/20200713_CLP.tif', 'x/20200701_CLP.tif', 'x/20200701_CLP.tfw']);
    expect(reading).toMatchObject({ title: 'x', questions: [], refused: [], notes: [] });
    expect(reading.scenes.map(({ id }) => id)).toEqual(['20200701', '20200713']);
    const { scenes, ...rest } = list({});
    expect(rest).toMatchObject({
      id: expect.stringMatching(/^local\/\d+$/),
      title: 'x',
      attribution: '',
      synthetic: false,
      rejected: [],
    });
    expect(scenes[0]).toMatchObject({
      id: '20200701',
      datetime: Date.UTC(2020, 6, 1),
      properties: { 'system:index': '20200701', 'system:time_start': Date.UTC(2020, 6, 1) },
      bounds: { west: -104, south: 40, east: -103, north: 41 },
      footprint: { type: 'Polygon' },
    });
    expect([...scenes[0]!.bands.keys()]).toEqual(['CLP']);
  });

  it('have a list of their own each time they are listed', async () => {
    const { list } = await open(['20200701.tif']);
    expect(list({}).id).not.toBe(list({}).id);
  });

  it.each([
    [['a/x.tif'], 'a'],
    [['x_20200701.tif'], 'x_20200701.tif'],
    [['x_20200701.tif', 'y_20200701.tif', 'b/z_20200701.tif'], '3 files'],
  ])('have a title: %j', async (paths, title) => {
    expect((await open(paths)).reading.title).toBe(title);
  });

  it('may be of several products and of none', async () => {
    const landsat = 'LC08_L2SP_033032_20200704_20200913_02_T1_SR_B4.TIF';
    const { reading } = await open([`${product}/B04.tif`, landsat, '20200701.tif']);
    expect(reading.scenes.map(({ product }) => product)).toEqual([
      null,
      'Landsat 8 Collection 2 Level-2',
      'Sentinel-2 L2A',
    ]);
  });

  it('are whole where others are broken, which are named', async () => {
    const broken = new BestpixelError('corrupt', 'the file is not a TIFF', {
      where: 'b.tif',
      remedy: 'Fetch it again.',
    });
    const inspector = new FakeInspector({ '20200702.tif': broken });
    const { reading, list } = await open(['20200701.tif', '20200702.tif'], inspector);
    const refused = [{ name: '20200702.tif', sentence: 'the file is not a TIFF. Fetch it again.' }];
    expect(reading).toMatchObject({ scenes: [{ id: '20200701' }], refused });
    expect(list({}).rejected).toMatchObject([{ id: '20200702.tif', error: expect.any(BestpixelError) }]);
  });

  it('are said to be slow where they are large and not made for it', async () => {
    const big = { width: 10_980, height: 10_980 };
    const inspector = new FakeInspector({
      '20200701_a.tif': big,
      '20200701_b.tif': { ...big, overviews: 0 },
      '20200701_c.tif': { ...big, tiled: false },
      '20200701_d.tif': { tiled: false, overviews: 0 },
    });
    const { reading } = await open(
      ['a', 'b', 'c', 'd'].map((name) => `20200701_${name}.tif`),
      inspector,
    );
    expect(reading.notes).toEqual([
      '2 large files without tiles or overviews, slow to draw: 20200701_b.tif, 20200701_c.tif; convert with gdal_translate -of COG 20200701_b.tif 20200701_b_cog.tif',
    ]);
  });

  it('of an older making of the same acquisition are left out, and that is said', async () => {
    const newer = product.replace('N0400', 'N0510').replace('215049', '225049');
    const { list } = await open([`${product}/B04.tif`, `${newer}/B04.tif`]);
    const { scenes, notes } = list({});
    expect(scenes.map(({ id }) => id)).toEqual([newer]);
    expect(notes).toEqual(['1 scene left out: a newer making is among the files']);
  });

  it('are refused where none of them is of use', async () => {
    const files = [makeFile('a/readme.txt'), makeFile('a/x.json', '{}'), makeFile('a/y.json', '[1]')];
    await expect(openLocalFiles(files, { inspector: new FakeInspector() })).rejects.toMatchObject({
      tag: 'bad-input',
      where: 'a',
    });
    await expect(open([])).rejects.toMatchObject({ tag: 'bad-input' });
  });

  it('are told of where all of them are refused, and cannot be listed', async () => {
    const { reading, list } = await open(['a.zip']);
    expect(reading).toMatchObject({ scenes: [], refused: [{ name: 'a.zip' }] });
    expect(() => list({})).toThrow(expect.objectContaining({ tag: 'bad-input' }));
  });
});

describe('reading headers', () => {
  const many = Array.from({ length: 1000 }, (_, i) => `x_${20_200_101 + (i % 28)}_${i}.tif`);

  it('is done for a thousand files, few at a time', async () => {
    const inspector = new FakeInspector();
    const { reading } = await open(many, inspector);
    expect(inspector.asked).toHaveLength(1000);
    expect(inspector.most).toBe(8);
    expect(reading.scenes).toHaveLength(28);
  });

  it('ends when it is aborted, and begins nothing more', async () => {
    const inspector = new FakeInspector();
    inspector.held = true;
    const controller = new AbortController();
    const opening = open(many, inspector, controller.signal);
    // The first eight are asked after some turns of the loop.
    while (inspector.asked.length < 8) await new Promise(setImmediate);
    controller.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(inspector.asked).toHaveLength(8);
  });

  it('ends when no reader is left', async () => {
    const inspector = new FakeInspector({ '20200701.tif': new BestpixelError('disposed', 'closed') });
    await expect(open(['20200701.tif'], inspector)).rejects.toMatchObject({ tag: 'disposed' });
  });

  it('is not done for files that are not TIFFs', async () => {
    const inspector = new FakeInspector();
    await open(['a.jp2', 'b.zip', '.c.tif', 'x_20200701.tif'], inspector);
    expect(inspector.asked).toEqual(['x_20200701.tif']);
  });
});

describe('what is asked', () => {
  const paths = ['T13TFE_20200701T174911_B04_10m.tif', 'undated.tif', '20200701.tif'];

  it('is what names and tags do not tell', async () => {
    const { reading } = await open(paths);
    expect(reading.questions).toEqual([
      { kind: 'level', scenes: ['T13TFE_20200701T174911'] },
      { kind: 'offset', scenes: ['T13TFE_20200701T174911'] },
      { kind: 'date', scenes: ['undated'] },
    ]);
  });

  it('is used once it is answered', async () => {
    const { list } = await open(paths);
    const { scenes } = list({ level: 'L2A', offset: -1000, dates: { undated: '2020-07-02' } });
    const byId = new Map(scenes.map((scene) => [scene.id, scene]));
    expect(byId.get('undated')!.datetime).toBe(Date.UTC(2020, 6, 2));
    expect(byId.get('T13TFE_20200701T174911')!.bands.get('B4')!.shift).toBe(-1000);
    expect(byId.get('20200701')!.bands.get('B1')!.shift).toBe(0);
  });

  const whole = { level: 'L2A', offset: 0, dates: { undated: '2020-07-02' } } as const;

  it.each([
    ['the level', { ...whole, level: undefined }],
    ['a level of its own', { ...whole, level: 'L3' as 'L2A' }],
    ['the offset', { ...whole, offset: undefined }],
    ['an offset of its own', { ...whole, offset: -1 }],
    ['a date', { ...whole, dates: {} }],
    ['a date that is none', { ...whole, dates: { undated: '2020-02-31' } }],
    ['a date in words', { ...whole, dates: { undated: 'last week' } }],
    ['another scene', { ...whole, dates: { other: '2020-07-02' } }],
    ['nothing', {}],
  ])('has to be answered: %s', async (_name, answers) => {
    const { list } = await open(paths);
    expect(() => list(answers)).toThrow(expect.objectContaining({ tag: 'bad-input' }));
  });

  it('is nothing by the names of scenes that are like those of objects', async () => {
    const { list } = await open(['constructor.tif', '__proto__.tif']);
    const dates = JSON.parse('{"constructor":"2020-07-01","__proto__":"2020-07-02"}') as Record<
      string,
      string
    >;
    expect(() => list({ dates: {} })).toThrow(expect.objectContaining({ tag: 'bad-input' }));
    expect(list({ dates }).scenes.map(({ id }) => id)).toEqual(['constructor', '__proto__']);
  });
});

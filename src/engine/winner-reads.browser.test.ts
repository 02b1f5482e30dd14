import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { bands, collection, setUp, truth, winnersOf } from './testing/referenced-scenes.ts';
import { differences } from './testing/truth.ts';

function byBand(hrefs: readonly string[]): number[] {
  return hrefs.map((href) => Number(href.split('/')[0])).toSorted((a, b) => a - b);
}

const gone = new BestpixelError('http-status', 'the file is gone (404)');

describe('what is read', () => {
  const oneToAnArray = { layersPerArray: 1, referenceOf: () => 'red' };

  it('is the reference of scenes that win somewhere, once, and no other band of those without data there', async () => {
    const spec = {
      q: { dtype: 'uint8', values: [255], masked: 0 },
      red: { dtype: 'uint16', masked: 0 },
      green: { dtype: 'int16', masked: 0 },
    } as const;
    const { scenes, reader, compute } = await setUp({ count: 9, spec, ...oneToAnArray });
    for (const scene of [8, 7]) scenes.pattern(scene, 'red').mask.fill(0);
    const found = await compute(['green']);
    expect(winnersOf(found)).toEqual([6]);
    expect(byBand(reader.reads('q'))).toEqual([6, 7, 8]);
    expect(byBand(reader.reads('red'))).toEqual([6, 7, 8]);
    expect(reader.reads('green')).toEqual(['6/green']);
    const asked = reader.asked.map(({ href }) => href).filter((href) => href.endsWith('green'));
    expect(new Set(asked)).toEqual(new Set(['fake:6/green']));
  });

  it('is nothing more where the reference is gathered anyway', async () => {
    const spec = { ...bands, red: { dtype: 'uint16', masked: 0 } } as const;
    const plain = await setUp({ count: 15, spec, referenceOf: () => undefined });
    const judged = await setUp({ count: 15, spec, referenceOf: () => 'red' });
    await plain.compute(['green', 'red']);
    const found = await judged.compute(['green', 'red']);
    expect(judged.reader.reads().toSorted()).toEqual(plain.reader.reads().toSorted());
    expect(byBand(judged.reader.reads('red'))).toEqual(winnersOf(found));
  });

  it('is nothing more where the quality reads the reference', async () => {
    const image = collection
      .map((scene) => scene.addBands(scene.select('red').multiply(-1).rename('dark')))
      .qualityMosaic('dark');
    const { scenes, reader, compute, hasData } = await setUp({ count: 11, image, referenceOf: () => 'red' });
    const found = await compute(['green']);
    const expected = truth(scenes, hasData, { quality: { band: 'red', times: -1 } });
    expect(differences(found, expected)).toEqual({});
    expect(byBand(reader.reads('red'))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('of a quality is nothing twice, though winners are struck out many times', async () => {
    const { reader, compute } = await setUp({ count: 20 });
    await compute(['green']);
    expect(reader.reads('q')).toHaveLength(20);
    expect(new Set(reader.reads('red')).size).toBe(reader.reads('red').length);
  });

  it('of a reference is nothing twice for several selections', async () => {
    const image = collection.select('green', 'q').mosaic();
    const { reader, compute } = await setUp({ count: 12, image });
    await compute(['green', 'q']);
    expect(reader.reads('red').length).toBeGreaterThan(1);
    expect(new Set(reader.reads('red')).size).toBe(reader.reads('red').length);
  });
});

describe('a reference that cannot be read', () => {
  it.each(['', 'describe '])('strikes its scene out, and is named (%swindow)', async (what) => {
    const { scenes, reader, compute, hasData } = await setUp({ count: 18, referenceOf: () => 'red' });
    for (const scene of [17, 15, 2]) reader.broken.set(`${what}fake:${scene}/red`, gone);
    const found = await compute(['green', 'red']);
    const takesPart = (scene: number, at: number): boolean =>
      ![17, 15, 2].includes(scene) && hasData(scene, at);
    expect(differences(found, truth(scenes, takesPart, { bands: ['green', 'red'] }))).toEqual({});
    expect(found.failures.map(({ scene, band }) => `${scene} ${band}`)).toEqual(
      expect.arrayContaining(['scene-17 red', 'scene-15 red']),
    );
  });

  it('is named where the scene has no such band', async () => {
    const referenceOf = (scene: number) => (scene === 4 ? 'B4' : undefined);
    const { scenes, compute } = await setUp({ count: 5, referenceOf });
    const found = await compute(['green']);
    expect(
      differences(
        found,
        truth(scenes, (scene) => scene !== 4),
      ),
    ).toEqual({});
    expect(found.failures).toMatchObject([{ scene: 'scene-4', band: 'B4', error: { tag: 'missing-band' } }]);
  });

  it('changes nothing for scenes whose colour cannot be read: they win nowhere', async () => {
    const { scenes, reader, compute, hasData } = await setUp({ count: 18 });
    const broken = [16, 12, 9];
    for (const scene of broken) reader.broken.set(`fake:${scene}/green`, gone);
    const found = await compute(['green']);
    const lost = new Set(found.failures.map(({ scene }) => Number(scene.slice(6))));
    expect(lost.size).toBeGreaterThan(0);
    const takesPart = (scene: number, at: number): boolean => !broken.includes(scene) && hasData(scene, at);
    expect(differences(found, truth(scenes, takesPart))).toEqual({});
  });
});

describe('the GPU budget', () => {
  it('holds a ceiling only where somebody is struck out, and nothing of it afterwards', async () => {
    const spec = { ...bands, red: { dtype: 'uint16', masked: 0 } } as const;
    const whole = await setUp({ count: 10, spec });
    const holed = await setUp({ count: 10, spec });
    for (let scene = 0; scene < 10; scene++) holed.scenes.pattern(scene, 'red').mask[40] = 0;
    const plain = await setUp({ count: 10, spec, referenceOf: () => undefined });
    for (const { compute } of [plain, whole, holed]) await compute(['green', 'red']);
    expect(whole.live.mostHeld).toBe(plain.live.mostHeld);
    expect(holed.live.mostHeld).toBeGreaterThan(plain.live.mostHeld);
    expect(holed.live.engine.budget.held).toBe(plain.live.engine.budget.held);
  });
});

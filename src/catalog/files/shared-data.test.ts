import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Scene } from '../../scene/scene.ts';
import { openLocalFiles } from './open-local-files.ts';
import { dropFolder, realInspector } from './testing/local.ts';

const folder = new URL('../../../../shared/data/s2-series/', import.meta.url);
const present = existsSync(folder);
const note = present ? '' : ' (skipped: ../shared/data is not on this machine)';

interface Item {
  readonly id: string;
  readonly bbox: readonly [number, number, number, number];
  readonly properties: { readonly datetime: string };
  readonly assets: Readonly<Record<string, { readonly href: string }>>;
}

const file = 'itemcollection_68.json';
const series = present ? dropFolder(folder, 's2-series') : [];
const items = present
  ? (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { features: Item[] }).features
  : [];
const pathOf = new Map<unknown, string>(series.map(({ path, file }) => [file, path]));

/** A scene as plain data, with paths for files. */
const plain = ({ id, datetime, bands }: Scene) => ({
  id,
  datetime,
  bands: Object.fromEntries(
    [...bands].map(([name, { href }]) => [name.toLowerCase(), pathOf.get(href)] as const),
  ),
});

/** What the document itself says of some assets. */
const said = (keys: readonly string[]) =>
  items.map(({ id, properties, assets }) => ({
    id,
    datetime: Date.parse(properties.datetime),
    bands: Object.fromEntries(
      keys.flatMap((key) => (assets[key] ? [[key, `s2-series/${assets[key].href}`]] : [])),
    ),
  }));

async function open(wanted: RegExp) {
  const files = series.filter(({ path }) => wanted.test(path));
  const { reading, list } = await openLocalFiles(files, { inspector: realInspector() });
  expect(reading.questions).toEqual([]);
  return { reading, list: list({}) };
}

describe.runIf(present)(`a series of 68 dates${note}`, () => {
  it('is by names alone what its catalog says of it', async () => {
    const { reading, list } = await open(/cog\/(ndvi|clp)\//);
    expect(reading).toMatchObject({ refused: [], notes: [] });
    expect(list.scenes.map(plain)).toEqual(said(['ndvi', 'clp']));
    list.scenes.forEach(({ bounds }, at) => {
      const [west, south, east, north] = items[at]!.bbox;
      // The catalog's box holds the corners; ours the edges too.
      for (const [side, value] of Object.entries({ west, south, east, north })) {
        expect(bounds![side as 'west']).toBeCloseTo(value, 5);
      }
    });
    const [first] = list.scenes;
    expect(first!.bands.get('CLP')!.nodata).toEqual({ never: 0 });
  });

  it('is by its catalog what that says', async () => {
    const { reading, list } = await open(/itemcollection_68|cog\/(ndvi|clp)\//);
    expect(list.scenes.map(plain)).toEqual(said(['ndvi', 'clp']));
    expect(reading.scenes.every(({ dateFrom }) => dateFrom === 'catalog')).toBe(true);
    expect(reading.refused).toMatchObject([
      { name: `s2-series/${file}`, sentence: expect.stringContaining('cog/clp_s2c/') },
    ]);
  });

  it('has the bands that its files describe', async () => {
    const { list } = await open(/cog\/bands13\//);
    expect(list.scenes).toHaveLength(10);
    for (const { bands } of list.scenes) {
      const names = 'B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B10 B11 B12';
      expect([...bands.keys()].join(' ')).toBe(names);
      expect([...bands.values()].map(({ sample }) => sample)).toEqual([...bands.keys()].map((_, i) => i));
    }
  });

  it('keeps two acquisitions of one day apart', async () => {
    const { list } = await open(/cog\/clp\/EOL_20151208/);
    expect(list.scenes.map(({ id }) => id)).toEqual(['EOL_20151208T100409', 'EOL_20151208T101125']);
  });
});

const tiffs = new URL('../../../../shared/data/tiff/', import.meta.url);

describe.runIf(existsSync(tiffs))(`files that readers get wrong${note}`, () => {
  it('are scenes, or named with what is wrong', async () => {
    const files = dropFolder(tiffs, 'tiff').filter(({ path }) => /\.tiff?$/.test(path));
    const { reading } = await openLocalFiles(files, { inspector: realInspector() });
    const read = reading.scenes.flatMap(({ bands }) => bands.map(({ file }) => file));
    const named = new Set([...read, ...reading.refused.map(({ name }) => name)]);
    expect(named).toEqual(new Set(files.map(({ path }) => path)));
    expect(reading.refused.map(({ name }) => name)).toContain('tiff/broken/huge4GB.tif');
    for (const { sentence } of reading.refused) expect(sentence).toMatch(/^\S.+\.$/s);
  });
});

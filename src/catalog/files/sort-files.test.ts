import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { allToCog, shellWord, toCog } from './shell.ts';
import { sortFiles } from './sort-files.ts';
import { makeFile } from './testing/local.ts';

const sort = (...paths: string[]) => {
  const { tiffs, jsons, refused } = sortFiles(paths.map((path) => makeFile(path)));
  return { tiffs: tiffs.map(({ path }) => path), jsons: jsons.map(({ path }) => path), refused };
};

describe('opened files', () => {
  it('are TIFFs, JSON, or of no interest', () => {
    const paths = [
      'a.tif',
      'b.TIFF',
      'c.json',
      'a.tif.aux.xml',
      'a.tfw',
      'readme.txt',
      'a.tif.ovr',
      'x.png',
      'b',
    ];
    expect(sort(...paths)).toEqual({ tiffs: ['a.tif', 'b.TIFF'], jsons: ['c.json'], refused: [] });
  });

  it('are not seen where they are hidden', () => {
    const paths = ['.a.tif', 'x/._a.tif', '__MACOSX/a.tif', '.git/a.json', 'x/.DS_Store', './a.jp2/.x.zip'];
    expect(sort(...paths)).toEqual({ tiffs: [], jsons: [], refused: [] });
  });

  it('are refused with the command that helps: one JPEG 2000', () => {
    expect(sort('T13TFE_20200704T173911_B04_10m.jp2').refused).toEqual([
      {
        name: 'T13TFE_20200704T173911_B04_10m.jp2',
        sentence:
          'JPEG 2000 is not read: make Cloud-Optimized GeoTIFFs of it with GDAL: gdal_translate -of COG T13TFE_20200704T173911_B04_10m.jp2 T13TFE_20200704T173911_B04_10m.tif',
      },
    ]);
  });

  it('are refused with the command that helps: a product of ESA, once', () => {
    const folder = 'S2A_MSIL2A_X.SAFE/GRANULE/L2A_X/IMG_DATA';
    const paths = ['R10m/B04.jp2', 'R10m/B08.jp2', 'R20m/SCL.jp2'].map((path) => `${folder}/${path}`);
    const [first, ...others] = sort(...paths, 'S2A_MSIL2A_X.SAFE/manifest.safe').refused;
    expect(others).toEqual([]);
    expect(first!.name).toBe('S2A_MSIL2A_X.SAFE');
    expect(first!.sentence).toContain(
      `open the folder again: for f in ${folder}/R10m/*.jp2 ${folder}/R20m/*.jp2; do gdal_translate -of COG "$f" "\${f%.*}.tif"; done`,
    );
  });

  it('are not refused where they are converted already', () => {
    expect(sort('X.SAFE/B04.jp2', 'X.SAFE/B04.tif', 'X.SAFE/B08.jp2').refused).toMatchObject([
      { name: 'X.SAFE/B08.jp2' },
    ]);
  });

  it.each([
    ['a.zip', 'unzip'],
    ['LC08_X.tar', 'tar -xf'],
    ['a.tar.gz', 'tar -xf'],
    ['a.7z', '7z x'],
    ['a.nc', 'gdalinfo a.nc lists'],
    ['my file.h5', "gdalinfo 'my file.h5' lists"],
    ['a.grib2', 'gdal_translate -of COG a.grib2 a.tif'],
    ['a.vrt', 'gdal_translate -of COG a.vrt a.tif'],
  ])('are refused with what helps: %s', (path, help) => {
    const { refused } = sort(path);
    expect(refused).toMatchObject([{ name: path, sentence: expect.stringContaining(help) }]);
  });

  it('of one Zarr store are refused once', () => {
    expect(sort('a.zarr/0/0.0', 'a.zarr/x.json', 'a.zarr/1/0.tif')).toMatchObject({
      tiffs: [],
      jsons: [],
      refused: [{ name: 'a.zarr' }],
    });
  });
});

describe('commands', () => {
  const inShell = (word: string) =>
    execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8', env: { HOME: '/' } });

  it.each([
    'a.tif',
    'a b.tif',
    "it's.tif",
    '$(touch x).tif',
    '`id`.tif',
    'a;b&c|d.tif',
    '"q".tif',
    '*?[a].tif',
    '~/x',
    'é.tif',
    String.raw`a\b.tif`,
  ])('hold a name as one word: %s', (name) => {
    expect(inShell(shellWord(name)!)).toBe(name);
  });

  it('take no name for an option', () => {
    expect(shellWord('-of.jp2')).toBe('./-of.jp2');
  });

  it.each(['a\nb.jp2', 'a\u001b[2J.jp2', 'a\u202eb.jp2'])(
    'never hold characters that a terminal obeys: %j',
    (name) => {
      expect(toCog(name)).toBe('gdal_translate -of COG in out.tif');
      expect(allToCog([name], 'jp2')).toMatch(/^for f in \*\.jp2;/);
    },
  );

  it('do not write what they read', () => {
    expect(toCog('a.tif')).toBe('gdal_translate -of COG a.tif a_cog.tif');
  });
});

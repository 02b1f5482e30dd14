import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../../errors.ts';
import { isPicture, mediaOf } from './media.ts';

function media(asset: Readonly<Record<string, unknown>>, key = 'red'): string | null {
  const media = mediaOf(key, asset);
  return media instanceof BestpixelError ? media.message : media;
}

describe('what an asset is', () => {
  it.each([
    ['a COG', { href: 'a', type: 'image/tiff; application=geotiff; profile=cloud-optimized' }, 'tiff'],
    ['a file of no type, by its name', { href: 'a.TIF?x=.jp2' }, 'tiff'],
    [
      'JPEG 2000 by type',
      { href: 's3://b/a.jp2', type: 'image/jp2' },
      'files of JPEG 2000 are not read here',
    ],
    ['JPEG 2000 by name', { href: 'a.jp2' }, 'files of JPEG 2000 are not read here'],
    ['a ZIP', { href: 'a.SAFE.zip', type: 'application/zip' }, 'files of ZIP are not read here'],
    ['NetCDF', { href: 'a.nc', roles: ['data'] }, 'files of NetCDF are not read here'],
    ['HDF', { href: 'a.hdf', type: 'application/x-hdf' }, 'files of HDF are not read here'],
    ['Zarr', { href: 'a', type: 'application/vnd+zarr' }, 'files of Zarr are not read here'],
    [
      'data of a type unheard of',
      { href: 'a', type: 'application/x-own', roles: ['data'] },
      'files of the type application/x-own are not read here',
    ],
    ['a thumbnail in JPEG 2000', { href: 'a.jp2', type: 'image/jp2', roles: ['thumbnail'] }, null],
    ['a picture of the web', { href: 'a.png', type: 'image/png', roles: ['data'] }, null],
    ['a text', { href: 'a.xml', type: 'application/xml' }, null],
    ['labels', { href: 'a.geojson', type: 'application/geo+json', roles: ['data'] }, null],
    ['nothing', {}, null],
  ])('%s', (_name, asset, expected) => {
    expect(media(asset)).toBe(expected);
  });

  it('says how files of other formats can be used', () => {
    expect((mediaOf('B04', { href: 'B04.jp2' }) as BestpixelError).remedy).toContain(
      'gdal_translate -of COG',
    );
  });

  it.each([
    ['visual', {}, true],
    ['TCI_10m', { roles: ['data'] }, true],
    ['true-color', {}, true],
    ['rgb', { roles: ['visual'] }, true],
    ['visual_quality', {}, false],
    ['red', { roles: ['data'] }, false],
  ])('a picture for the eye is %s %j: %j', (key, asset, expected) => {
    expect(isPicture(key, asset)).toBe(expected);
  });
});

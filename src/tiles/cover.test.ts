import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cover, type Picture, type Piece } from './cover.ts';
import { keyOf, type ViewTile } from './view-tile.ts';

const at = (z: number, x: number, y: number, wrap = 0): ViewTile => ({ z, x, y, wrap });

/** Covers the tiles where these pictures are there. */
function coverWith(wanted: readonly ViewTile[], pictures: Record<string, Picture>, options = {}): Piece[] {
  return cover(wanted, { pictureOf: (tile) => pictures[keyOf(tile)] ?? 'none', ...options });
}

/** "area<source" of each piece, with its part where it is one. */
function told(pieces: readonly Piece[]): string[] {
  return pieces.map(({ area, source, part }) => {
    const own = keyOf(area) === keyOf(source);
    return own ? keyOf(area) : `${keyOf(area)} from ${keyOf(source)} at ${part.join(' ')}`;
  });
}

const tile = at(3, 5, 2);

describe('cover', () => {
  it('draws nothing where nothing is there', () => {
    expect(coverWith([tile], {})).toEqual([]);
  });

  it('draws a whole tile alone, whatever else is there', () => {
    const pictures = { '3/5/2': 'whole', '2/2/1': 'whole', '4/10/4': 'whole' } as const;
    expect(coverWith([tile], pictures)).toEqual([
      { area: tile, source: { z: 3, x: 5, y: 2 }, part: [0, 0, 1] },
    ]);
  });

  it('lets the right part of the nearest whole parent stand in', () => {
    expect(told(coverWith([tile], { '2/2/1': 'whole', '1/1/0': 'whole' }))).toEqual([
      '3/5/2 from 2/2/1 at 0.5 0 0.5',
    ]);
    expect(told(coverWith([tile], { '1/1/0': 'whole' }))).toEqual(['3/5/2 from 1/1/0 at 0.25 0.5 0.25']);
    expect(told(coverWith([tile], { '0/0/0': 'whole' }))).toEqual(['3/5/2 from 0/0/0 at 0.625 0.25 0.125']);
  });

  it('lays partial pictures over coarser ones, coarsest first', () => {
    const pictures = { '3/5/2': 'partial', '2/2/1': 'partial', '1/1/0': 'whole', '0/0/0': 'whole' } as const;
    expect(told(coverWith([tile], pictures))).toEqual([
      '3/5/2 from 1/1/0 at 0.25 0.5 0.25',
      '3/5/2 from 2/2/1 at 0.5 0 0.5',
      '3/5/2',
    ]);
  });

  it('lets whole children stand in where no parent does, over what is partial', () => {
    const pictures = {
      '3/5/2': 'partial',
      '4/11/4': 'whole',
      '5/20/10': 'whole',
      '4/10/4': 'partial',
    } as const;
    expect(told(coverWith([tile], pictures))).toEqual(['3/5/2', '4/11/4', '5/20/10']);
    expect(told(coverWith([tile], { ...pictures, '2/2/1': 'whole' }))).toEqual([
      '3/5/2 from 2/2/1 at 0.5 0 0.5',
      '3/5/2',
    ]);
  });

  it('does not search further than it is told', () => {
    expect(coverWith([tile], { '1/1/0': 'whole' }, { levelsUp: 1 })).toEqual([]);
    expect(coverWith([tile], { '5/20/10': 'whole' }, { levelsDown: 1 })).toEqual([]);
    expect(coverWith([tile], { '6/40/20': 'whole' })).toEqual([]);
  });

  it('draws the same pixels in each copy of the world', () => {
    const pieces = coverWith([at(1, 1, 0, -1), at(1, 0, 0), at(1, 0, 0, 1)], {
      '1/0/0': 'whole',
      '2/2/0': 'whole',
    });
    expect(pieces.map(({ area, source }) => [keyOf(area), area.wrap, keyOf(source)])).toEqual([
      ['1/0/0', 0, '1/0/0'],
      ['1/0/0', 1, '1/0/0'],
      ['2/2/0', -1, '2/2/0'],
    ]);
  });

  it('keeps pieces within their tile of the view, draws whole ones once, and coarser ones first', () => {
    const picture = fc.constantFrom<Picture>('none', 'partial', 'whole');
    const tiles = [0, 1, 2, 3, 4].flatMap((z) =>
      Array.from({ length: 4 ** z }, (_, index) =>
        keyOf({ z, x: index % 2 ** z, y: Math.floor(index / 2 ** z) }),
      ),
    );
    const world = fc.array(picture, { minLength: tiles.length, maxLength: tiles.length });
    const wanted = [0, 1, 2, 3].flatMap((y) => [0, 1, 2, 3].map((x) => at(2, x, y)));
    fc.assert(
      fc.property(world, (values) => {
        const pictures = Object.fromEntries(tiles.map((key, index) => [key, values[index]!]));
        const pieces = coverWith(wanted, pictures);
        const zooms = pieces.map(({ source }) => source.z);
        expect(zooms).toEqual(zooms.toSorted((a, b) => a - b));
        for (const piece of pieces) {
          const { area, source, part } = piece;
          expect(area.z).toBeGreaterThanOrEqual(2);
          expect(pictures[keyOf(source)]).not.toBe('none');
          // The part of the source and the area are the same square of the world.
          expect((source.x + part[0]) / 2 ** source.z).toBe(area.x / 2 ** area.z);
          expect((source.y + part[1]) / 2 ** source.z).toBe(area.y / 2 ** area.z);
          expect(part[2] / 2 ** source.z).toBe(1 / 2 ** area.z);
        }
        for (const tile of wanted.filter((tile) => pictures[keyOf(tile)] === 'whole')) {
          const shift = (area: ViewTile) => area.z - tile.z;
          const inside = pieces.filter(
            ({ area }) => area.x >> shift(area) === tile.x && area.y >> shift(area) === tile.y,
          );
          expect(told(inside)).toEqual([keyOf(tile)]);
        }
      }),
      { seed: 20200705 },
    );
  });
});

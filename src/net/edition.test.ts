import { describe, expect, it } from 'vitest';
import { type Edition, editionOf, isSameEdition, joinEditions } from './edition.ts';

const monday = 'Mon, 01 Jun 2020 00:00:00 GMT';
const tuesday = 'Tue, 02 Jun 2020 00:00:00 GMT';

function edition(parts: Partial<Edition>): Edition {
  return { etag: null, modified: null, total: null, ...parts };
}

describe('two answers are of one edition', () => {
  it.each<[same: boolean, why: string, a: Partial<Edition>, b: Partial<Edition>]>([
    [true, 'where nothing is told', {}, {}],
    [true, 'where one tells nothing', { etag: '"1"', modified: monday, total: 9 }, {}],
    [true, 'by their ETag', { etag: '"1"', modified: monday }, { etag: '"1"', modified: tuesday }],
    [false, 'unless their ETags differ', { etag: '"1"' }, { etag: '"2"' }],
    [
      false,
      'unless their sizes differ, whatever the ETag',
      { etag: '"1"', total: 9 },
      { etag: '"1"', total: 8 },
    ],
    [true, 'by their time', { modified: monday, total: 9 }, { modified: monday }],
    [false, 'unless their times differ', { modified: monday, total: 9 }, { modified: tuesday, total: 9 }],
    [
      false,
      'unless their times differ, and one lacks an ETag',
      { etag: '"1"', modified: monday },
      { modified: tuesday },
    ],
  ])('%s: %s', (same, _why, a, b) => {
    expect(isSameEdition(edition(a), edition(b))).toBe(same);
    expect(isSameEdition(edition(b), edition(a))).toBe(same);
  });
});

it('a weak ETag promises no equal bytes and is left out', () => {
  expect(editionOf(new Headers({ ETag: 'W/"1"' }), 5)).toEqual(edition({ total: 5 }));
  expect(editionOf(new Headers({ ETag: '"1"' }), null)).toEqual(edition({ etag: '"1"' }));
});

it('what one answer hides another may tell', () => {
  const joined = joinEditions(edition({ etag: '"1"' }), edition({ etag: '"1"', modified: monday, total: 5 }));
  expect(joined).toEqual({ etag: '"1"', modified: monday, total: 5 });
});

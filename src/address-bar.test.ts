import { expect, test } from 'vitest';
import { addressBar } from './address-bar.ts';

function pageAt(address: string) {
  const page = {
    location: new URL(address),
    history: {
      state: null,
      replaceState: (_: unknown, __: string, to: string) => {
        page.location = new URL(to, page.location);
      },
    },
    addEventListener: () => {},
    removeEventListener: () => {},
  };
  return page;
}

const barOf = (page: ReturnType<typeof pageAt>) => addressBar(page as unknown as Window);
const names = ['collection', 'where'];

test('reads query and hash, of which the hash counts', () => {
  const page = pageAt(
    'https://app.test/?collection=a&cloud=20#map=9/40/-103&collection=b&where=x%3C1&where=y',
  );
  const params = barOf(page).read();
  expect(params.getAll('collection')).toEqual(['b']);
  expect(params.get('cloud')).toBe('20');
  expect(params.getAll('where')).toEqual(['x<1', 'y']);
});

test('writes its own names and leaves the others as they are', () => {
  const page = pageAt('https://app.test/sub/?debug=1&collection=old#map=9/40/-103&collection=old&x=%zz');
  const address = 'https://stac.test/v1/collections/a?b=c&d=é';
  barOf(page).write(new URLSearchParams({ collection: address }), names);
  expect(page.location.href).toBe(
    'https://app.test/sub/?debug=1#map=9/40/-103&x=%zz&collection=https://stac.test/v1/collections/a%3Fb=c%26d=%C3%A9',
  );
  expect(barOf(page).read().get('collection')).toBe(address);
});

test('what was written is what is read', () => {
  const texts = ['a+b c', '100%', '#', '&=;,', '<>"\'', '\u{1F6F0}', '%2F'];
  for (const text of texts) {
    const page = pageAt('https://app.test/#map=1/2/3');
    barOf(page).write(new URLSearchParams([['where', text]]), names);
    expect(barOf(page).read().getAll('where')).toEqual([text]);
    expect(page.location.hash.startsWith('#map=1/2/3&')).toBe(true);
  }
});

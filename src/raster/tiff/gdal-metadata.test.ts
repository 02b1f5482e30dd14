import { describe, expect, it } from 'vitest';
import { readGdalMetadata } from './gdal-metadata.ts';

const wrap = (items: string): string => `<GDALMetadata>\n${items}\n</GDALMetadata>\n`;
const values = (items: string): string[] => readGdalMetadata(wrap(items)).map(({ value }) => value);

describe("GDAL's metadata XML", () => {
  it('gives each item with what it is about', () => {
    const xml = wrap(
      `<Item name="a">1</Item> <Item name='SCALE' sample="2" role="scale" domain="d">0.1</Item>`,
    );
    expect(readGdalMetadata(xml)).toEqual([
      { name: 'a', sample: null, role: '', domain: '', value: '1' },
      { name: 'SCALE', sample: 2, role: 'scale', domain: 'd', value: '0.1' },
    ]);
  });

  it.each([
    ['its own entities, written twice', '&amp;lt;&amp;quot;&amp;amp;', '<"&'],
    ['characters by number', '&#233;&#x8FD1;', 'é近'],
    ['entities of a document type as text', '&lol;&xxe;', '&lol;&xxe;'],
    ['numbers of no character as text', '&#0;&#x110000;', '&#0;&#x110000;'],
  ])('undoes %s', (_name, content, value) => {
    expect(values(`<Item name="a">${content}</Item>`)).toEqual([value]);
  });

  it.each([
    ['nothing', ''],
    ['no XML', 'Item name="a"'],
    ['an item without a name', '<Item sample="0">1</Item>'],
    ['an item about no sample', '<Item name="a" sample="-1">1</Item><Item name="a" sample="9e9">1</Item>'],
    ['an item that does not end', '<Item name="a">1'],
    ['an item that holds another', '<Item name="a"><b/>1</Item>'],
    ['an empty item', '<Item name="a"/>'],
    ['a comment', '<!-- <Item name="a">1</Item> -->'],
    ['a comment that does not end', '<!-- <Item name="a">1</Item>'],
    ['an endless name', `<Item name="${'n'.repeat(600)}">1</Item>`],
    ['another element', '<Items name="a">1</Items>'],
  ])('passes over %s', (_name, items) => {
    expect(values(items)).toEqual([]);
  });

  it('reads on after what is malformed', () => {
    expect(values('<Item name="a"><x></Item><Item name="b">2</Item><Item <Item name="c">3</Item>')).toEqual([
      '2',
      '3',
    ]);
  });

  it('bounds what it gives', () => {
    expect(values(`<Item name="a">${'x'.repeat(100_000)}</Item>`)[0]).toHaveLength(4096);
    expect(readGdalMetadata(wrap('<Item name="a">1</Item>'.repeat(20_000)))).toHaveLength(10_000);
  });

  // Were the time more than proportional to the length, these would not end within the test's.
  it.each(['<', '<Item ', '<Item name="', '<Item a=', '<Item name="a">', '<!--', '&amp;', 'a '])(
    'comes to an end with a megabyte of %j',
    (part) => {
      const text = part.repeat(Math.ceil((1 << 20) / part.length));
      expect(readGdalMetadata(`<Item ${text}`)).toEqual([]);
      expect(readGdalMetadata(`<Item name="a" ${text.slice(0, 1000)}`)).toEqual([]);
    },
  );
});

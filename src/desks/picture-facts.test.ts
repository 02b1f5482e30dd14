import { describe, expect, it } from 'vitest';
import { fakeLayers, makeArranged, makeLook } from '../ui/testing/fake-layers.ts';
import { makeCollection } from '../ui/testing/fake-viewer.ts';
import { factsOf, type Seen } from './picture-facts.ts';

const day = (iso: string) => Date.parse(iso);
const shares = {
  dates: ['2020-08-03', '2020-07-04'].map((date) => ({ day: day(date), share: 0.5, scenes: ['S'] })),
  covered: 1,
  metres: 20,
  whole: true,
};

function seen(over: Partial<Seen> = {}): Seen {
  const best = makeArranged({ id: 'best', name: 'Best', note: 'ranked from overviews (160 m)' });
  return {
    layers: fakeLayers({ layers: [best, makeArranged({ id: 'off', name: 'Off', shown: false })], shares }),
    collections: [makeCollection({ title: 'Two', attribution: 'ESA' })],
    rule: null,
    sides: null,
    center: { lng: -103.19, lat: 40.14 },
    zoom: 10.5,
    bearing: 0,
    pitch: 0,
    projection: 'globe',
    metresPerPixel: 40,
    scale: 2,
    basemap: ['Basemap: Natural Earth'],
    ...over,
  };
}

describe('what a picture tells', () => {
  it('is what is shown, when, where, by which rule, and whose it is', () => {
    const { title, lines, warnings, attribution } = factsOf(seen());
    expect(title).toBe('Best');
    expect(lines).toEqual([
      'Two · 2020-07-01 – 2020-08-31 · 24 scenes · synthetic data',
      '2 dates used: 2020-07-04, 2020-08-03',
      'Layers of a script',
      'Centre 40.14000° N, 103.19000° W · zoom 10.5 · globe · a pixel of this picture is 20 m there',
      'Best: ranked from overviews (160 m)',
    ]);
    expect(warnings).toEqual([]);
    expect(attribution).toEqual(['ESA', 'Basemap: Natural Earth']);
  });

  it('warns of layers that are not whole, and of lists that lack a part', () => {
    const layers = fakeLayers({ layers: [makeArranged({ name: 'Best', state: 'zoom-in' })] });
    const collections = [makeCollection({ title: 'Two', partial: true })];
    expect(factsOf(seen({ layers, collections })).warnings).toEqual([
      'Best: not drawn, as it waits for a closer view; outlines of scenes stand for it',
      'A part of the list of scenes is missing: Two',
    ]);
  });

  it('names the sides in full, and how the map is turned', () => {
    const { lines } = factsOf(seen({ sides: { left: 'Worst', right: 'Best' }, bearing: 20, pitch: 30 }));
    expect(lines[0]).toBe('Left of the line: Worst · right: Best');
    expect(lines.join()).toContain('turned 20° · tilted 30°');
  });

  it('has the colours of palettes and the dates of a layer of dates', () => {
    const look = makeLook({ bands: ['date'], min: [18_444], max: [18_478], palette: ['ff0000', '0000ff'] });
    const layers = fakeLayers({
      layers: [makeArranged({ id: 'd', name: 'Dates', aspect: 'date', look })],
      shares,
    });
    const [legend] = factsOf(seen({ layers })).legends;
    expect(legend!.bar!.colors).toHaveLength(33);
    expect([legend!.bar!.colors[0], legend!.bar!.colors.at(-1)]).toEqual(['#ff0000', '#0000ff']);
    expect(legend!.rows.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
      '2020-07-04 50 %',
      '2020-08-03 50 %',
    ]);
    expect(legend!.note).toBe('Share of the area, counted at 20 m pixels');
  });
});

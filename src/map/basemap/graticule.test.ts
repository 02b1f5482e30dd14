import { describe, expect, it } from 'vitest';
import { covers, graticule, graticuleStep } from './graticule.ts';

const colorado = { west: -103.5, south: 39.9, east: -102.9, north: 40.4 };
const labels = (view: Parameters<typeof graticule>[0]) =>
  graticule(view).lines.features.map(({ properties }) => String(properties?.['label']));

describe('a graticule', () => {
  it.each([
    [0, 30],
    [1, 30],
    [3, 10],
    [5, 5],
    [9, 0.2],
    [22, 0.001],
  ])('at zoom %i steps by %f°', (zoom, step) => expect(graticuleStep(zoom)).toBe(step));

  it('spans the world at low zooms, its antimeridian drawn once', () => {
    const meridians = '180° 150°W 120°W 90°W 60°W 30°W 0° 30°E 60°E 90°E 120°E 150°E';
    const parallels = '60°S 30°S 0° 30°N 60°N';
    expect(labels({ zoom: 1, ...colorado }).join(' ')).toBe(`${meridians} ${parallels}`);
  });

  it('stays around the view at high zooms, at exact multiples', () => {
    const all = labels({ zoom: 11, ...colorado });
    expect(all).toContain('103.15°W');
    expect(all).toContain('40.15°N');
    expect(all.length).toBeLessThan(80);
  });

  it('names meridians rightly where the view crosses the antimeridian', () => {
    const fiji = { zoom: 9, west: 179.9, south: -17, east: 180.5, north: -16.5 };
    const all = labels(fiji);
    expect(all).toContain('179.8°E');
    expect(all).toContain('180°');
    expect(all).toContain('179.8°W');
    expect(all).toContain('16.8°S');
  });

  it('is kept while the view stays within a view of where it was drawn, and of its step', () => {
    const drawn = graticule({ zoom: 11, ...colorado });
    expect(covers(drawn, { zoom: 11.2, ...colorado, west: -104, east: -103.4 })).toBe(true);
    expect(covers(drawn, { zoom: 11, ...colorado, west: -104.7, east: -104.1 })).toBe(false);
    expect(covers(drawn, { zoom: 12.5, ...colorado })).toBe(false);
    expect(
      covers(graticule({ zoom: 2, ...colorado }), { zoom: 2, west: 100, south: 0, east: 300, north: 80 }),
    ).toBe(true);
  });

  it('keeps a view to the horizon to a few hundred lines', () => {
    const horizon = { zoom: 14, west: -130, south: 20, east: -60, north: 80 };
    expect(graticule(horizon).lines.features.length).toBeLessThan(700);
  });
});

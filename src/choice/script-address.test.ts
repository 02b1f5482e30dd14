import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOfScript, readScript } from './address.ts';

/** What MapLibre's `hash: 'map'` makes of a page's hash on each move, and the browser of that. */
function moved(hash: string, place: string): string {
  const params = new URLSearchParams(hash.replace('#', ''));
  params.set('map', place);
  const next = `#${decodeURIComponent(params.toString()).replace(/=&/g, '&').replace(/=$/g, '')}`;
  return new URL(`https://host.example/app/${next}`).hash;
}

describe('an address that brings a script', () => {
  test('gives it back as it was, however often the map moves', () => {
    const script = fc.string({ minLength: 1, maxLength: 200, unit: 'binary' });
    fc.assert(
      fc.property(script, (source) => {
        let hash = new URL(`https://host.example/${hashOfScript(source)}`).hash;
        for (const place of ['4/41/-103', '5/42/-100/20']) hash = moved(hash, place);
        expect(readScript({ hash, search: '' })).toEqual({ source, example: null });
      }),
      { seed: 20200701, numRuns: 500 },
    );
  });

  test('keeps lines, operators and colours', () => {
    const source = "// a & b + 100%\nvar a = b && c;\nMap.addLayer(a, {palette: ['#ff0000', '~26']});\n";
    expect(readScript({ hash: hashOfScript(source), search: '' }).source).toBe(source);
  });

  test('may name one of the gallery instead; its own counts where it brings both', () => {
    expect(readScript({ hash: '#map=1/2/3&example=greenest', search: '' })).toEqual({
      source: null,
      example: 'greenest',
    });
    expect(readScript({ hash: '#example=greenest&script=x', search: '' })).toEqual({
      source: 'x',
      example: null,
    });
    expect(readScript({ hash: '#map=1/2/3', search: '' })).toEqual({ source: null, example: null });
  });

  test('is refused by name where the script is too long', () => {
    expect(() => hashOfScript('x'.repeat(100_001))).toThrow('longer than 100000 characters');
    const hash = `#script=${'x'.repeat(100_001)}`;
    expect(() => readScript({ hash, search: '' })).toThrow('longer than 100000 characters');
  });
});

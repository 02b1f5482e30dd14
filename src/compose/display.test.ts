import { expect, it } from 'vitest';
import { displayOnCpu } from './display.ts';
import type { VisParams } from './vis-params.ts';
import { parseVisParams } from './vis-params.ts';

const available = [{ name: 'B4', type: 'int', low: 0, high: 65535 }] as const;

/** What one pixel of one band looks like. */
const shown = (value: number, params: VisParams) =>
  Array.from(
    displayOnCpu({
      bands: [
        {
          pixels: {
            bands: [{ data: Int32Array.of(value), mask: Uint8Array.of(1) }],
            gathered: Uint8Array.of(1),
          },
          band: 0,
        },
      ],
      style: parseVisParams(params, available),
    }),
  );
const grey = (level: number) => [level, level, level, 255];

it.each<[string, number, VisParams, number[]]>([
  ['min is black', 500, { min: 500, max: 4500 }, grey(0)],
  ['max is white', 4500, { min: 500, max: 4500 }, grey(255)],
  ['between them it is linear', 1500, { min: 500, max: 4500 }, grey(64)],
  ['beyond them it is clamped', 9000, { min: 500, max: 4500 }, grey(255)],
  ['gamma 2 takes the root', 1500, { min: 500, max: 4500, gamma: 2 }, grey(128)],
  ['gain and bias give bytes', 300, { gain: 0.5, bias: -20 }, grey(130)],
  ['a palette is mixed', 25, { max: 100, palette: 'red,white,blue' }, [255, 128, 128, 255]],
  ['a palette ends with its last colour', 100, { max: 100, palette: 'red,white,blue' }, [0, 0, 255, 255]],
  ['opacity is premultiplied', 4500, { max: 4500, opacity: 0.2 }, [51, 51, 51, 51]],
])('%s', (_name, value, params, expected) => expect(shown(value, params)).toEqual(expected));

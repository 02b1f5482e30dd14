import { describe, expect, it } from 'vitest';
import {
  colorAt,
  drawnColors,
  gradient,
  namePalette,
  palettes,
  parsePalette,
  ramp,
  reversed,
} from './palettes.ts';

describe('palettes', () => {
  it('are known by their colours, each way round', () => {
    for (const { name, colors } of palettes) {
      expect(namePalette(colors)).toEqual({ name, backwards: false });
      expect(namePalette(reversed(colors))).toEqual({ name, backwards: true });
    }
    expect(namePalette(['red', 'blue'])).toBeNull();
  });

  it('are grey where none is given', () => {
    expect(drawnColors([])).toEqual(['#000000', '#ffffff']);
    expect(reversed([])).toEqual(['#ffffff', '#000000']);
  });

  // matplotlib's viridis at 0, 0.5 and 1.
  it('have the colours of where they come from', () => {
    const { colors } = palettes.find(({ name }) => name === 'Viridis')!;
    expect([0, 0.5, 1].map((level) => colorAt(colors, level))).toEqual(['#440154', '#21918c', '#fde725']);
  });

  it('are mixed straight between neighbours, and end at their ends', () => {
    expect([-1, 0.25, 0.75, 2].map((level) => colorAt(['000', 'f00', 'fff'], level))).toEqual([
      '#000000',
      '#800000',
      '#ff8080',
      '#ffffff',
    ]);
    expect(colorAt(['teal'], 0.5)).toBe('#008080');
  });

  it('are taken as they are typed, between commas or spaces', () => {
    expect(parsePalette(' white, #99b718 004c00 ')).toEqual(['#ffffff', '#99b718', '#004c00']);
  });

  it('are refused with a sentence', () => {
    expect(parsePalette('white, url(x)')).toMatch(/'url\(x\)' is not a colour.*Write a CSS colour name/);
    expect(parsePalette(' , ')).toMatch(/^Write colours/);
  });

  it('are a gradient, bent by gamma', () => {
    expect(gradient(['red'])).toBe('linear-gradient(to right, #ff0000, #ff0000)');
    expect(ramp([], 1)).toBe('linear-gradient(to right, #000000, #ffffff)');
    // 0.5 ^ (1 / 2) of 255, in the middle of 33.
    expect(ramp([], 2).split(', ')[17]).toBe('#b4b4b4');
  });
});

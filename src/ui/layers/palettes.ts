import { parseColor } from '../../compose/colors.ts';
import { tell } from '../../errors.ts';

export interface NamedPalette {
  readonly name: string;
  /** '#rrggbb', at equal distances; empty: grey. */
  readonly colors: readonly string[];
}

const colors = (text: string) => text.split(' ').map((color) => `#${color}`);

/**
 * Perceptual ones, at eleven equal steps: matplotlib's viridis, magma and cividis (CC0), and of Crameri's scientific
 * colour maps (MIT, doi 10.5281/zenodo.1243862) batlow, bamako and the diverging vik and roma.
 */
export const palettes: readonly NamedPalette[] = [
  { name: 'Grey', colors: [] },
  {
    name: 'Viridis',
    colors: colors('440154 482475 414487 355f8d 2a788e 21918c 22a884 44bf70 7ad151 bddf26 fde725'),
  },
  {
    name: 'Magma',
    colors: colors('000004 140e36 3b0f70 641a80 8c2981 b73779 de4968 f7705c fe9f6d fecf92 fcfdbf'),
  },
  {
    name: 'Cividis',
    colors: colors('00224e 083370 35456c 4f576c 666970 7d7c78 948e77 aea371 c8b866 e5cf52 fee838'),
  },
  {
    name: 'Batlow',
    colors: colors('011959 0f3c5f 185562 30685c 577647 828231 b38e2f e19752 fba689 fdb9c2 faccfa'),
  },
  {
    name: 'Greens (bamako)',
    colors: colors('ffe5ad e5cb75 c6ae39 a4940e 818800 61790b 47681c 2e582b 1b4c37 0c4240 003b47'),
  },
  {
    name: 'Vik, diverging',
    colors: colors('001261 02397a 116496 5496b7 a7c9da ece5e0 e1b8a0 cc875f b75a26 852206 590008'),
  },
  {
    name: 'Roma, diverging',
    colors: colors('7e1700 974d13 ac7726 c1a343 d2d484 c0eac3 89dad7 4bb2ce 2d88be 1e5fac 033198'),
  },
];

const grey = ['#000000', '#ffffff'];

/** The colours as they are drawn: black to white unless given. */
export const drawnColors = (palette: readonly string[]): readonly string[] =>
  palette.length > 0 ? palette.map(cssColor) : grey;

export const reversed = (palette: readonly string[]): readonly string[] =>
  palette.length > 0 ? palette.toReversed() : grey.toReversed();

/** Which of the named ones it is, and whether backwards; null: one of a person's own. */
export function namePalette(palette: readonly string[]): { name: string; backwards: boolean } | null {
  const drawn = drawnColors(palette).join();
  for (const { name, colors } of palettes) {
    if (drawnColors(colors).join() === drawn) return { name, backwards: false };
    if (reversed(colors).join() === drawn) return { name, backwards: true };
  }
  return null;
}

/** Colours as a person types them, between commas or spaces; or a sentence on why they are none. */
export function parsePalette(text: string): readonly string[] | string {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0) return 'Write colours with commas between, such as white, #99b718, 004c00.';
  try {
    return parts.map(cssColor);
  } catch (error) {
    return tell(error);
  }
}

/** '#rrggbb' of what palettes may hold. @throws BestpixelError 'bad-input' */
export function cssColor(color: string): string {
  return `#${parseColor(color).toString(16).padStart(6, '0')}`;
}

/** A CSS image: the palette from left to right. One colour is a plain area. */
export function gradient(palette: readonly string[]): string {
  const drawn = drawnColors(palette);
  return `linear-gradient(to right, ${(drawn.length > 1 ? drawn : [...drawn, ...drawn]).join(', ')})`;
}

/** The same over values from min to max: gamma bends it. */
export function ramp(palette: readonly string[], gamma: number): string {
  if (gamma === 1) return gradient(palette);
  return gradient(Array.from({ length: 33 }, (_, at) => colorAt(palette, (at / 32) ** (1 / gamma))));
}

/** The colour at 0 … 1, as the shader mixes it: straight between neighbours. */
export function colorAt(palette: readonly string[], level: number): string {
  const drawn = drawnColors(palette);
  const at = Math.min(1, Math.max(0, level)) * (drawn.length - 1);
  const below = Math.floor(at);
  const [low, high] = [parseColor(drawn[below]!), parseColor(drawn[Math.min(below + 1, drawn.length - 1)]!)];
  const mixed = [16, 8, 0].map((shift) => {
    const [a, b] = [(low >> shift) & 255, (high >> shift) & 255];
    return Math.round(a + (b - a) * (at - below));
  });
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

import type { DisplayStyle } from './compose/vis-params.ts';
import type { LayerLook } from './ui/layers/layers-port.ts';

/** A style as a person sets it. */
export function lookOf({ bands, channels, palette }: DisplayStyle): LayerLook {
  const grey = palette.length === 2 && palette[0] === 0x000000 && palette[1] === 0xffffff;
  return {
    bands,
    min: channels.map(({ low, slope, base }) => tidy(low - base / slope)),
    max: channels.map(({ low, slope, base }) => tidy(low + (1 - base) / slope)),
    gamma: channels.map(({ exponent }) => tidy(1 / exponent)),
    palette: bands.length > 1 || grey ? [] : palette.map(cssOf),
  };
}

/** As it was written, where arithmetic has left its last digits. */
const tidy = (value: number): number => Number(value.toPrecision(12));

function cssOf(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}

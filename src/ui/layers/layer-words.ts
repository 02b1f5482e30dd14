import type { Aspect } from '../../engine/aspect.ts';
import { count, counted, megabytes } from '../words.ts';
import type { UnderPointer } from './layers-port.ts';

/** "34 %"; what is there is never told as nothing, nor what is missing as all. */
export function percentText(share: number): string {
  const percent = Math.round(share * 100);
  if (share > 0 && percent === 0) return '< 1 %';
  if (share < 1 && percent === 100) return '> 99 %';
  return `${percent} %`;
}

/** "76 m", "1.2 km" */
export function metresText(metres: number): string {
  if (metres >= 1000) return `${(metres / 1000).toPrecision(2)} km`;
  return `${metres < 9.95 ? Number(metres.toPrecision(2)) : count(metres)} m`;
}

export const aspectEntries: Readonly<Record<Exclude<Aspect, 'pixels'>, string>> = {
  date: 'Show date of pixel',
  margin: 'Show margin to runner-up',
  scenes: 'Show number of scenes',
};

const subject: Readonly<Record<Aspect, string>> = {
  pixels: 'The picture',
  date: 'The date of each pixel',
  margin: 'The margin',
  scenes: 'The number of scenes',
};

/** What showing it takes, told before it is taken. */
export function costLine(aspect: Aspect, cost: { readonly bytes: number; readonly scenes: number }): string {
  const read =
    cost.bytes > 0
      ? `up to ${megabytes(cost.bytes)} to read, less what was read already`
      : 'nothing more to read';
  return `${subject[aspect]} needs every scene: ${counted(cost.scenes, 'scene')}, ${read}.`;
}

/** "34 % of the pixels that several scenes compete for are ties (the last scene wins)" */
export const tieLine = (share: number): string =>
  `${percentText(share)} of the pixels that several scenes compete for are ties (the last scene wins)`;

/** "Margin 12.5, in units of the quality (Margin of Best) · 2020-08-03 · S2A_… (Best)" */
export function underLine({ value, winner, pending }: UnderPointer): string {
  const parts = pending ? ['Pending, as before'] : [];
  if (value) parts.push(`${valueWords(value)} (${value.layer})`);
  if (winner) {
    const time = new Date(winner.datetime);
    const day = Number.isNaN(time.getTime()) ? 'no date' : time.toISOString().slice(0, 10);
    parts.push(`${day} · ${winner.scene} (${winner.layer})`);
  }
  return parts.join(' · ');
}

function valueWords({ aspect, value }: NonNullable<UnderPointer['value']>): string {
  if (aspect === 'scenes') return counted(value, 'valid scene');
  if (value === 0) return 'Margin 0, a tie: the last scene wins';
  // float32 holds no more.
  return `Margin ${Number(value.toPrecision(6))}, in units of the quality`;
}

import { counted } from '../words.ts';
import { isoDay } from './spans.ts';
import type { StripDay } from './time-port.ts';

const percent = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** "12 %", "0.4 %", "<0.1 %"; "?" where unknown. */
export function percents(value: number | null): string {
  if (value === null) return '?';
  if (value > 0 && value < 0.1) return '<0.1 %';
  return `${(value < 9.95 ? fine : percent).format(value)} %`;
}

/** Whose part of the view a share is. */
export const shareWords = (sharesOf: string | null) =>
  sharesOf === null ? 'of the view' : `of the view in ${sharesOf}`;

/** "2 scenes"; with one of them on the map "scene 1 of 2 on the map". */
export function scenesWords({ scenes, leftOut }: StripDay, shown: string | null): string {
  const at = shown === null ? -1 : scenes.indexOf(shown);
  const told = scenes.length > 1 ? `scene ${at + 1} of ${scenes.length} on the map` : 'on the map';
  return [at >= 0 ? told : counted(scenes.length, 'scene'), ...(leftOut ? ['left out'] : [])].join(', ');
}

/** All of a day: "2020-08-03, 2 scenes, 12 % cloud, 34 % of the view". */
export function dayWords(day: StripDay, shown: string | null): string {
  return [
    isoDay(day.day),
    scenesWords(day, shown),
    day.cloud === null ? 'cloud unknown' : `${percents(day.cloud)} cloud`,
    ...(day.share === null ? [] : [`${percents(day.share * 100)} of the view`]),
  ].join(', ');
}

import { BestpixelError } from '../errors.ts';
import type { Compare } from './compare.ts';
import { safeItem, unsafed } from './safe-text.ts';

/** "0.42,collection,,best": the position, then the left layers, then after an empty item the right ones. */
export function compareText({ left, right, position }: Compare): string {
  return [String(Math.round(position * 1000) / 1000), ...left.map(safeItem), '', ...right.map(safeItem)].join(
    ',',
  );
}

/** Layers of one side at most: nobody compares more, and addresses come from anywhere. */
const mostLayers = 100;

/** @throws BestpixelError 'bad-input' for what is no such text */
export function compareOfText(text: string): Compare {
  const [first = '', ...items] = text.split(',');
  const position = Number(first);
  const gap = items.indexOf('');
  const [left, right] = [items.slice(0, gap), items.slice(gap + 1)];
  const ends = gap > 0 && right.length > 0 && !right.includes('') && items.length <= mostLayers;
  if (!/^[\d.]+$/.test(first) || !(position >= 0 && position <= 1) || !ends) {
    throw new BestpixelError('bad-input', 'this is no comparison of layers', {
      remedy: 'Write compare=0.5,collection,,best: where the line is, then what lies left and right of it.',
    });
  }
  return { left: left.map(unsafed), right: right.map(unsafed), position };
}

/**
 * The place that a dragged row is dropped at, counted from the top.
 * @param middles Heights of the rows' middles, top row first, the dragged one among them.
 */
export function dropPlace(middles: readonly number[], from: number, pointer: number): number {
  return middles.filter((middle, at) => at !== from && middle < pointer).length;
}

/** Rows list the top layer first, call order lists it last: from one place to the other. */
export const flip = (place: number, count: number): number => count - 1 - place;

/** For those who do not see it. */
export function toldMove(name: string, place: number, count: number): string {
  const where = place === 0 ? 'on top' : place === count - 1 ? 'at the bottom' : `${place + 1} of ${count}`;
  return `${name} is now ${where}`;
}

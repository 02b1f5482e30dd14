/** "bestpixel-best-2020-07-02_2020-08-28-2x.png"; what files cannot be named is left out. */
export function pictureName(of: {
  readonly layer: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly scale: number;
}): string {
  const { layer, from, to, scale } = of;
  const plain = (layer ?? '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const name = plain.replaceAll(/^-|-$/g, '').slice(0, 40);
  const dates = [...new Set([from, to])].filter((day) => day !== null).join('_');
  const parts = ['bestpixel', name, dates, `${scale}x`].filter((part) => part !== '');
  return `${parts.join('-')}.png`;
}

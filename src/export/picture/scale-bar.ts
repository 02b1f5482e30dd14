export interface ScaleBar {
  readonly metres: number;
  /** In the pixels that were asked for. */
  readonly width: number;
  readonly label: string;
}

/** The longest round length (1, 2 or 5 of a power of ten) that fits; null where no length is known. */
export function scaleBar(metresPerPixel: number, widest: number): ScaleBar | null {
  const most = metresPerPixel * widest;
  if (!(most > 0 && Number.isFinite(most))) return null;
  const power = 10 ** Math.floor(Math.log10(most));
  const digit = [5, 2].find((each) => each * power <= most) ?? 1;
  const metres = digit * power;
  return { metres, width: metres / metresPerPixel, label: lengthText(metres) };
}

/** "500 km", "20 m", "5 cm" of a round length. */
function lengthText(metres: number): string {
  const round = (value: number): string => String(Number(value.toPrecision(3)));
  if (metres >= 1000) return `${round(metres / 1000)} km`;
  return metres >= 1 ? `${round(metres)} m` : `${round(metres * 100)} cm`;
}

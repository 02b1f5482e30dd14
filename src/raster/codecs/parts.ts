/** Bytes that follow each other, wherever they lie: joining them would cost a copy. Not to be changed. */
export type Parts = readonly Uint8Array<ArrayBuffer>[];

export function joined(parts: Parts): Uint8Array<ArrayBuffer> {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

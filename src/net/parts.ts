/** Bytes that follow each other, wherever they lie: joining them would cost a copy. Not to be changed. */
export type Parts = readonly Uint8Array<ArrayBuffer>[];

export function lengthOf(parts: Parts): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** Without a copy where there is but one part. */
export function joined(parts: Parts): Uint8Array<ArrayBuffer> {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The bytes from `start` to before `end`, fewer where there are not so many: views of the parts. */
export function cut(parts: Parts, start: number, end: number): Uint8Array<ArrayBuffer>[] {
  const views: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const part of parts) {
    const view = part.subarray(Math.max(start - at, 0), Math.max(end - at, 0));
    if (view.length > 0) views.push(view);
    at += part.length;
    if (at >= end) break;
  }
  return views;
}

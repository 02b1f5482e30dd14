import { Damaged } from './damaged.ts';

export interface Rows {
  /** Changed in place. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly bytesPerSample: number;
  /** Samples side by side: each is predicted from its own left neighbour. */
  readonly samples: number;
  readonly rowBytes: number;
}

/**
 * Turns the file's byte order into the machine's (little-endian) and undoes the predictor. The order matters: sums
 * carry between the bytes of a number, so they need its bytes in place first. Floating-point prediction (3) stores
 * bytes by significance and knows no byte order.
 */
export function undoPredictor(rows: Rows, predictor: number, littleEndian: boolean): void {
  if (!littleEndian && predictor !== 3) swapBytes(rows);
  if (predictor === 2) sumDifferences(rows);
  else if (predictor === 3) joinPlanes(rows);
  else if (predictor !== 1) throw new Damaged(`uses predictor ${predictor}, which does not exist`);
}

function swapBytes({ bytes, bytesPerSample: size }: Rows): void {
  if (size === 1) return;
  for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

function sumDifferences({ bytes, bytesPerSample, samples, rowBytes }: Rows): void {
  if (bytesPerSample === 8) return sumWide(bytes, samples, rowBytes);
  const View = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[bytesPerSample] ?? Uint8Array;
  const values = new View(bytes.buffer, bytes.byteOffset, bytes.length / bytesPerSample);
  const perRow = rowBytes / bytesPerSample;
  for (let start = 0; start < values.length; start += perRow) {
    const stop = Math.min(start + perRow, values.length);
    if (samples === 1 && values instanceof Uint16Array) sumRow16(values, start, stop);
    else if (samples === 1) sumRow(values, start, stop);
    else for (let i = start + samples; i < stop; i++) values[i] = values[i] + values[i - samples];
  }
}

/** One sample: the sum stays at hand instead of being read back. Storing it drops what the type cannot hold. */
function sumRow(values: Uint8Array | Uint16Array | Uint32Array, start: number, stop: number): void {
  let sum = 0;
  for (let i = start; i < stop; i++) {
    sum = (sum + values[i]) | 0;
    values[i] = sum;
  }
}

/** The same for the most usual type, of which V8 sees no other here: twice as fast. */
function sumRow16(values: Uint16Array, start: number, stop: number): void {
  let sum = 0;
  for (let i = start; i < stop; i++) {
    sum = (sum + values[i]) | 0;
    values[i] = sum;
  }
}

function sumWide(bytes: Uint8Array<ArrayBuffer>, samples: number, rowBytes: number): void {
  const values = new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const perRow = rowBytes / 8;
  for (let start = 0; start < values.length; start += perRow) {
    const stop = Math.min(start + perRow, values.length);
    for (let i = start + samples; i < stop; i++) values[i] = values[i] + values[i - samples];
  }
}

function joinPlanes({ bytes, bytesPerSample, samples, rowBytes }: Rows): void {
  const values = rowBytes / bytesPerSample;
  for (let start = 0; start + rowBytes <= bytes.length; start += rowBytes) {
    const row = bytes.subarray(start, start + rowBytes);
    for (let i = samples; i < rowBytes; i++) row[i] = row[i] + row[i - samples];
    const planes = row.slice();
    for (let i = 0; i < values; i++) {
      for (let b = 0; b < bytesPerSample; b++) {
        row[i * bytesPerSample + b] = planes[(bytesPerSample - 1 - b) * values + i];
      }
    }
  }
}

/** The pixel types of a band. float64 files are read as float32 (with a note). */
export type Dtype = 'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'float32';

export type PixelArray =
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>;

const constructors = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
} as const;

const ranges: Record<Dtype, readonly [number, number]> = {
  uint8: [0, 255],
  int8: [-128, 127],
  uint16: [0, 65535],
  int16: [-32768, 32767],
  uint32: [0, 4294967295],
  int32: [-2147483648, 2147483647],
  float32: [-Infinity, Infinity],
};

export function allocate(dtype: Dtype, length: number): PixelArray {
  return new constructors[dtype](length);
}

/** Bytes in the machine's order as values, without a copy where they lie so that it can be. */
export function asValues(dtype: Dtype, bytes: Uint8Array<ArrayBuffer>): PixelArray {
  const size = bytesPerPixel(dtype);
  const { buffer, byteOffset } = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new constructors[dtype](buffer, byteOffset, bytes.length / size);
}

/** Smallest and largest value the type can hold. */
export function rangeOf(dtype: Dtype): readonly [number, number] {
  return ranges[dtype];
}

export function bytesPerPixel(dtype: Dtype): number {
  return constructors[dtype].BYTES_PER_ELEMENT;
}

/** The smallest type that holds every whole number of [low, high]; float32 where none does. */
export function integerTypeFor(low: number, high: number): Dtype {
  const order = ['uint8', 'int8', 'uint16', 'int16', 'int32', 'uint32'] as const;
  return order.find((dtype) => low >= ranges[dtype][0] && high <= ranges[dtype][1]) ?? 'float32';
}

/** The type of a band's values once `shift` is added. */
export function shiftedType(dtype: Dtype, shift: number): Dtype {
  if (shift === 0 || dtype === 'float32') return dtype;
  const [low, high] = rangeOf(dtype);
  return integerTypeFor(low + shift, high + shift);
}

/** The smallest type that holds every value of both. */
export function unite(a: Dtype, b: Dtype): Dtype {
  if (a === b) return a;
  if (a === 'float32' || b === 'float32') return 'float32';
  return integerTypeFor(Math.min(ranges[a][0], ranges[b][0]), Math.max(ranges[a][1], ranges[b][1]));
}

export function isOfType(data: PixelArray, dtype: Dtype): boolean {
  return data instanceof constructors[dtype];
}

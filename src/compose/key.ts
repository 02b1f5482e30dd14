import type { ScalarType } from '../expression/operators.ts';

const word = new DataView(new ArrayBuffer(4));

/**
 * A uint32 that orders as the value does: a < b exactly where orderKey(a) < orderKey(b), and −0 equals +0. The value
 * is finite and of the type. Twin of shaders/key.glsl.
 */
export function orderKey(value: number, type: ScalarType): number {
  const bits = bitsOf(value, type);
  if (type === 'uint') return bits;
  if (type === 'int') return (bits ^ 0x80000000) >>> 0;
  if (bits === 0x80000000) return 0x80000000;
  return bits >>> 31 ? ~bits >>> 0 : (bits | 0x80000000) >>> 0;
}

/** The value whose key it is. */
export function valueOfKey(key: number, type: ScalarType): number {
  if (type === 'uint') return key;
  if (type === 'int') return key ^ 0x80000000;
  return valueOf(key >>> 31 ? key ^ 0x80000000 : ~key, 'float');
}

/** A value's 32 bits, as an unsigned number. */
export function bitsOf(value: number, type: ScalarType): number {
  if (type !== 'float') return value >>> 0;
  word.setFloat32(0, value);
  return word.getUint32(0);
}

/** The value of 32 bits. */
export function valueOf(bits: number, type: ScalarType): number {
  if (type === 'uint') return bits >>> 0;
  if (type === 'int') return bits | 0;
  word.setUint32(0, bits >>> 0);
  return word.getFloat32(0);
}

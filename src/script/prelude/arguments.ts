import { BestpixelError } from '../../errors.ts';
import { type Computed, isComputed, isPlain } from '../../ee/computed.ts';
import { most } from '../limits.ts';

/** Arguments in order, or in one plain object whose keys are all names of parameters. */
export function argumentsOf(names: readonly string[], given: readonly unknown[]): readonly unknown[] {
  const [object, ...more] = given;
  if (more.length > 0 || !isPlain(object)) return given;
  const keys = Object.keys(object);
  const isNamed = keys.length > 0 && keys.every((key) => names.includes(key));
  return isNamed ? names.map((name) => object[name]) : given;
}

export function computedOf(what: string, value: unknown): Computed {
  if (isComputed(value)) return value;
  throw bad(`${what} is not an object of Earth Engine`, 'Give an ee.Image or an ee.ImageCollection.');
}

export function numberOf(what: string, value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  const remedy = isComputed(value)
    ? 'The map moves before anything is computed: write the number.'
    : undefined;
  throw bad(`${what} is not a number`, remedy);
}

export function optional<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === undefined || value === null ? null : read(value);
}

export function textOf(value: unknown): string {
  return String(value).slice(0, most.name);
}

export function bad(what: string, remedy?: string): BestpixelError {
  return new BestpixelError('script', what, { remedy });
}

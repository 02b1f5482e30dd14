import type { BestpixelError } from '../../errors.ts';
import { unsupportedMethod } from '../../expression/unsupported.ts';

/** Members that are asked for without anybody having written their names. */
const silent: ReadonlySet<string> = new Set(['toJSON', 'then', 'valueOf', 'toString', 'constructor']);

const names = new WeakMap<object, string>();

/** The error, known to refuse that name. */
export function refused(error: BestpixelError, name: string): BestpixelError {
  names.set(error, name);
  return error;
}

/** The member that an error refuses; null: it is about another thing. */
export function refusedName(error: object): string | null {
  return names.get(error) ?? null;
}

/** An object that refuses, by name, whatever it has not. */
export function refusing(name: string, members: object): object {
  return new Proxy(members, {
    get: (target, key, receiver): unknown => {
      if (typeof key === 'symbol' || silent.has(key) || Object.hasOwn(target, key)) {
        return Reflect.get(target, key, receiver);
      }
      throw refused(unsupportedMethod(name, key), key);
    },
  });
}

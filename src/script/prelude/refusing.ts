import { bad } from './arguments.ts';

/** Members that are asked for without anybody having written their names. */
const silent: ReadonlySet<string> = new Set(['toJSON', 'then', 'valueOf', 'toString', 'constructor']);

/** An object that refuses, by name, whatever it has not. */
export function refusing(
  name: string,
  members: object,
  remedyOf: (member: string) => string | undefined = () => undefined,
): object {
  return new Proxy(members, {
    get: (target, key, receiver): unknown => {
      if (typeof key === 'symbol' || silent.has(key) || Object.hasOwn(target, key)) {
        return Reflect.get(target, key, receiver);
      }
      throw bad(`${name}.${key} is not there`, remedyOf(key));
    },
  });
}

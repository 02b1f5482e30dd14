import { BestpixelError } from '../../errors.ts';
import type { Method } from '../../expression/method.ts';
import { accepts, describeType, type ValueType } from '../../expression/types.ts';
import type { Value } from '../values.ts';

export type Given = Readonly<Record<string, Value | undefined>>;

/**
 * Arguments of a method, checked where their types were not known before they were computed. Truths stand for 1 and 0.
 * @throws BestpixelError 'bad-input' for one that is missing or of another type.
 */
export function checked(name: string, { params }: Method, given: Given): Given {
  const entries = params.map((param) => {
    const value = given[param.name];
    if (value === undefined || (value === null && param.optional)) return [param.name, param.default];
    const fitting = held(param.type, value);
    if (fitting === undefined) throw refused(name, param.name, { type: param.type, value });
    return [param.name, fitting];
  });
  return { ...given, ...(Object.fromEntries(entries) as Given) };
}

/** The value as an argument of the type; undefined: it is none. */
function held(type: ValueType, value: Value): Value | undefined {
  switch (type) {
    case 'Number':
      if (typeof value === 'boolean') return value ? 1 : 0;
      return accepts(type, value as number) ? value : undefined;
    case 'Boolean':
      return typeof value === 'number' ? value !== 0 : accepts(type, value as boolean) ? value : undefined;
    case 'String':
    case 'Date':
    case 'Value':
    case 'Values':
    case 'Selectors':
    case 'Names':
    case 'Numbers':
      return accepts(type, value as string) ? value : undefined;
    case 'List':
      return Array.isArray(value) ? value : undefined;
    case 'Dictionary':
      return kindOf(value) === 'dictionary' ? value : undefined;
    case 'Image':
      return kindOf(value) === 'image' ? value : undefined;
    case 'Images':
      return Array.isArray(value) && value.every((item) => kindOf(item as Value) === 'image')
        ? value
        : undefined;
    case 'ImageCollection':
      return kindOf(value) === 'collection' ? value : undefined;
    default:
      return value;
  }
}

export function kindOf(value: Value | undefined): string | null {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
}

function refused(
  method: string,
  name: string,
  { type, value }: { type: ValueType; value: Value },
): BestpixelError {
  const missing = value === null;
  return new BestpixelError(
    'bad-input',
    `${method}: '${name}' is ${missing ? 'missing' : tellKind(value)}, not ${describeType(type)}`,
    {
      where: method,
      remedy: missing
        ? 'See whether the image has the property, or filter for images that have it.'
        : undefined,
    },
  );
}

function tellKind(value: Value): string {
  if (typeof value === 'string') return `the text '${value.slice(0, 40)}'`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return (
    { image: 'an image', collection: 'a collection', dictionary: 'a dictionary' }[kindOf(value) ?? ''] ??
    'another thing'
  );
}

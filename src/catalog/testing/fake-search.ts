import type { StacItem } from 'stac-ts';

/** What a search asks for, from a body or from a query string. */
export type Params = Readonly<Record<string, unknown>>;

type Test = (item: StacItem) => boolean;
type Box = readonly [west: number, south: number, east: number, north: number];

/** The items that fulfil every parameter of a search that is not passed over; newest first. Throws what is wrong. */
export function matching(items: readonly StacItem[], params: Params, ignores: readonly string[]): StacItem[] {
  if (params['bbox'] && params['intersects']) throw new Error('bbox and intersects exclude each other');
  const tests = Object.entries(params)
    .map(([name, value]) => [name, testOf(name, value)] as const)
    .filter(([name]) => !ignores.includes(name));
  const found = items.filter((item) => tests.every(([, test]) => test(item)));
  return found.toSorted((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? -1 : 1));
}

function testOf(name: string, value: unknown): Test {
  switch (name) {
    case 'collections':
      return ({ collection }) => (value as string[]).includes(collection!);
    case 'bbox':
      return overlaps(checked(value as Box));
    case 'intersects':
      return overlaps(checked(boxOf((value as { coordinates: unknown }).coordinates)));
    case 'datetime':
      return during(value as string);
    case 'query':
      return allOf(Object.entries(value as Record<string, Record<string, unknown>>).flatMap(queryTests));
    case 'filter':
      return typeof value === 'string' ? readCql2(value) : cql2(value as Cql2);
    case 'fields':
      if (JSON.stringify(value).includes('*')) throw new Error('fields take no wildcards');
      return () => true;
    case 'filter-lang':
    case 'limit':
    case 'sortby':
    case 'token':
      return () => true;
    default:
      throw new Error(`no parameter is called ${name}`);
  }
}

function timeOf({ properties }: StacItem): number {
  return Date.parse(String(properties['datetime'] ?? properties['start_datetime']));
}

/** An interval with both ends included, open where it says "..". */
function during(datetime: string): Test {
  const ends = datetime.split('/');
  if (ends.length !== 2 || ends.some((end) => end !== '..' && Number.isNaN(Date.parse(end)))) {
    throw new Error(`${datetime} is no interval`);
  }
  const [from, to] = ends.map((end) => (end === '..' ? null : Date.parse(end)));
  return (item) => (from === null || timeOf(item) >= from!) && (to === null || timeOf(item) <= to!);
}

function checked(box: Box): Box {
  const [west, south, east, north] = box;
  if (
    box.length === 4 &&
    -180 <= west &&
    west <= east &&
    east <= 180 &&
    -90 <= south &&
    south <= north &&
    north <= 90
  )
    return box;
  throw new Error(`[${box.join(', ')}] is no bounding box in degrees`);
}

function overlaps(box: Box): Test {
  return ({ bbox }) => {
    const [west, south, east, north] = bbox as unknown as Box;
    return west <= box[2] && box[0] <= east && south <= box[3] && box[1] <= north;
  };
}

function boxOf(coordinates: unknown): Box {
  const numbers = (coordinates as unknown[]).flat(4) as number[];
  const [lngs, lats] = [0, 1].map((axis) => numbers.filter((_, i) => i % 2 === axis));
  return [Math.min(...lngs!), Math.min(...lats!), Math.max(...lngs!), Math.max(...lats!)];
}

interface Cql2 {
  readonly op: string;
  readonly args: readonly unknown[];
}

function cql2({ op, args }: Cql2): Test {
  const parts = (): Test[] => args.map((arg) => cql2(arg as Cql2));
  if (op === 'and') return allOf(parts());
  if (op === 'or') {
    const some = parts();
    return (item) => some.some((test) => test(item));
  }
  const [{ property }, value] = args as readonly [{ property: string }, unknown];
  return compare(property, op, value);
}

/** What the client writes of CQL2 text: comparisons, joined by AND, or in brackets by OR. */
function readCql2(text: string): Test {
  const tokens = text.match(/"[^"]+"|'(?:[^']|'')*'|[<>=]+|[()]|[^\s()<>=]+/g) ?? [];
  const comparison = (): Test => {
    const [name = '', op = '', value = ''] = tokens.splice(0, 3);
    const literal = value.startsWith("'") ? value.slice(1, -1).replaceAll("''", "'") : Number(value);
    if (typeof literal === 'number' && Number.isNaN(literal)) throw new Error(`${value} is no literal`);
    return compare(name.replaceAll('"', ''), op, literal);
  };
  const join = (word: string, next: () => Test, done: () => boolean): Test[] => {
    const tests = [next()];
    while (!done()) {
      if (tokens.shift() !== word) throw new Error(`${text} is no CQL2`);
      tests.push(next());
    }
    return tests;
  };
  const term = (): Test => {
    if (tokens[0] !== '(') return comparison();
    tokens.shift();
    const some = join('OR', comparison, () => tokens[0] === ')');
    tokens.shift();
    return (item) => some.some((test) => test(item));
  };
  return allOf(join('AND', term, () => tokens.length === 0));
}

const spelt: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};

function queryTests([name, tests]: readonly [string, Readonly<Record<string, unknown>>]): Test[] {
  return Object.entries(tests).map(([op, value]) => {
    if (op === 'in') return ({ properties }) => (value as unknown[]).includes(properties[name]);
    return compare(name, spelt[op] ?? op, value);
  });
}

/** A property that is missing fulfils nothing. */
function compare(name: string, op: string, value: unknown): Test {
  const holds: Readonly<Record<string, (own: number, value: number) => boolean>> = {
    '=': (own, value) => own === value,
    '<>': (own, value) => own !== value,
    '<': (own, value) => own < value,
    '<=': (own, value) => own <= value,
    '>': (own, value) => own > value,
    '>=': (own, value) => own >= value,
  };
  const test = holds[op];
  if (!test) throw new Error(`no operator is called ${op}`);
  return ({ properties }) => properties[name] != null && test(properties[name] as number, value as number);
}

function allOf(tests: readonly Test[]): Test {
  return (item) => tests.every((test) => test(item));
}

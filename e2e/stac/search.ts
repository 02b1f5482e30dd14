/** A STAC Item, as far as a search looks at it. */
export interface ApiItem {
  readonly id: string;
  readonly collection?: string;
  readonly bbox?: readonly number[];
  readonly geometry: { readonly coordinates: unknown } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The parameters of STAC API Item Search 1.0, from a body or a query string. */
export interface SearchParams {
  readonly collections?: readonly string[];
  readonly ids?: readonly string[];
  readonly bbox?: readonly number[];
  readonly intersects?: { readonly coordinates: unknown };
  readonly datetime?: string;
  readonly limit?: number;
  readonly query?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly filter?: Cql2;
  readonly sortby?: readonly { readonly field: string; readonly direction?: string }[];
}

interface Cql2 {
  readonly op: string;
  readonly args: readonly unknown[];
}

type Test = (item: ApiItem) => boolean;
type Box = readonly [west: number, south: number, east: number, north: number];

/** The items that match, in the order asked for; newest first unless asked. `ignoring`: parameters passed over. */
export function search(
  items: readonly ApiItem[],
  params: SearchParams,
  ignoring: ReadonlySet<string> = new Set(),
): readonly ApiItem[] {
  const tests = Object.entries(params)
    .filter(([name]) => !ignoring.has(name))
    .flatMap(([name]) => testsOf(name, params));
  const found = items.filter((item) => tests.every((test) => test(item)));
  const [{ field = 'properties.datetime', direction = 'desc' } = {}] = params.sortby ?? [];
  const turn = direction === 'asc' ? 1 : -1;
  const name = field.replace(/^properties\./, '');
  return found.toSorted((a, b) => turn * compare(valueOf(a, name), valueOf(b, name)) || compare(a.id, b.id));
}

function testsOf(name: string, params: SearchParams): Test[] {
  const { collections, ids, bbox, intersects, datetime, query, filter } = params;
  if (name === 'collections' && collections) return [({ collection }) => collections.includes(collection!)];
  if (name === 'ids' && ids) return [({ id }) => ids.includes(id)];
  if (name === 'bbox' && bbox) return [(item) => overlap(boxOf(item), bbox as unknown as Box)];
  if (name === 'intersects' && intersects)
    return [(item) => overlap(boxOf(item), boxOfCoordinates(intersects.coordinates))];
  if (name === 'datetime' && datetime) return [during(datetime)];
  if (name === 'query' && query) {
    return Object.entries(query).flatMap(([name, tests]) =>
      Object.entries(tests).map(
        ([op, value]): Test =>
          (item) =>
            holds(op, valueOf(item, name), value),
      ),
    );
  }
  return name === 'filter' && filter ? [(item) => evaluate(filter, item)] : [];
}

/** An instant or an interval, both ends included. */
function during(datetime: string): Test {
  const [from, to = from] = datetime.split('/').map((end) => (end === '..' || end === '' ? null : end));
  return (item) => {
    const time = Date.parse(String(item.properties['datetime'] ?? item.properties['start_datetime']));
    return (from == null || time >= Date.parse(from)) && (to == null || time <= Date.parse(to));
  };
}

const operators: Record<string, string> = {
  '=': 'eq',
  '<>': 'neq',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
  in: 'in',
};

function evaluate({ op, args }: Cql2, item: ApiItem): boolean {
  if (op === 'and') return args.every((arg) => evaluate(arg as Cql2, item));
  if (op === 'or') return args.some((arg) => evaluate(arg as Cql2, item));
  if (op === 'not') return !evaluate(args[0] as Cql2, item);
  const [property, value] = args as [{ property: string }, unknown];
  const known = operators[op];
  if (!known) throw new Error(`the operator ${op} is not known`);
  return holds(known, valueOf(item, property.property), value);
}

/** A property that is missing fulfils nothing. */
function holds(op: string, found: unknown, value: unknown): boolean {
  if (found === undefined || found === null) return false;
  const order = compare(found, value);
  switch (op) {
    case 'eq':
      return found === value;
    case 'neq':
      return found !== value;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'in':
      return (value as readonly unknown[]).includes(found);
    default:
      throw new Error(`the operator ${op} is not known`);
  }
}

function valueOf(item: ApiItem, name: string): unknown {
  return name === 'id' || name === 'collection' ? item[name] : item.properties[name];
}

function compare(a: unknown, b: unknown): number {
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

function overlap(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

function boxOf({ bbox, geometry }: ApiItem): Box {
  return (bbox as Box | undefined) ?? boxOfCoordinates(geometry?.coordinates);
}

function boxOfCoordinates(coordinates: unknown): Box {
  const [lngs, lats]: [number[], number[]] = [[], []];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] !== 'number') return value.forEach(visit);
    lngs.push(value[0]);
    lats.push(value[1] as number);
  };
  visit(coordinates);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

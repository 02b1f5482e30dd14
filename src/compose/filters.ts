import type { Scene } from '../scene/scene.ts';
import { isInRange, type CalendarRange } from './calendar.ts';
import { millisOf } from './dates.ts';
import { meets } from './intersects.ts';
import type { Place } from './places.ts';
import { isSceneValue, type SetProperties } from './scene-value.ts';

/** A condition on scenes. Parts may be shared: what looks at them looks at each once. */
export type SceneFilter =
  | {
      readonly kind: 'compare';
      readonly op: 'eq' | 'lt' | 'gt';
      readonly name: string;
      readonly value: Scalar;
    }
  | { readonly kind: 'in'; readonly name: string; readonly values: readonly Scalar[] }
  | { readonly kind: 'text'; readonly op: TextTest; readonly name: string; readonly value: string }
  | { readonly kind: 'present'; readonly name: string }
  /** Half-open, in milliseconds since 1970. */
  | { readonly kind: 'during'; readonly start: number; readonly end: number }
  | { readonly kind: 'calendar'; readonly range: CalendarRange }
  | { readonly kind: 'touching'; readonly place: Place }
  | { readonly kind: 'all' | 'any'; readonly filters: readonly SceneFilter[] }
  | { readonly kind: 'not'; readonly filter: SceneFilter };

type Scalar = number | string;

export type TextTest = 'contains' | 'startsWith' | 'endsWith';

export function compare(op: 'eq' | 'lt' | 'gt', name: string, value: Scalar): SceneFilter {
  return { kind: 'compare', op, name, value };
}

/** From start to end, which is excluded; without end, that millisecond. */
export function dateFilter(start: Scalar, end?: Scalar): SceneFilter {
  const from = millisOf(start);
  return { kind: 'during', start: from, end: end === undefined ? from + 1 : millisOf(end) };
}

export function not(filter: SceneFilter): SceneFilter {
  return { kind: 'not', filter };
}

/**
 * Whether scenes pass a filter. A property that a scene lacks, or has as another type than the filter's, equals nothing
 * and is neither less nor greater; so it does pass what Earth Engine makes by negation: neq, gte and lte. What `set` put
 * on the scenes goes before their own properties.
 */
export function passes(filter: SceneFilter, set?: SetProperties): (scene: Scene) => boolean {
  const touching = new Map<Place, ReturnType<typeof meets>>();
  return (scene) => {
    const known = new Map<SceneFilter, boolean>();
    const holds = (filter: SceneFilter): boolean => {
      const result = known.get(filter) ?? decide(filter);
      known.set(filter, result);
      return result;
    };
    const decide = (filter: SceneFilter): boolean => {
      switch (filter.kind) {
        case 'compare':
          return compared(filter.op, propertyOf(scene, filter.name, set), filter.value);
        case 'in':
          return filter.values.some((value) => propertyOf(scene, filter.name, set) === value);
        case 'text':
          return holdsText(filter.op, propertyOf(scene, filter.name, set), filter.value);
        case 'present':
          return (propertyOf(scene, filter.name, set) ?? null) !== null;
        case 'during': {
          const time = timeOf(scene, set);
          return filter.start <= time && time < filter.end;
        }
        case 'calendar':
          return isInRange(filter.range, timeOf(scene, set));
        case 'touching': {
          const { place } = filter;
          const touches = touching.get(place) ?? meets(place);
          touching.set(place, touches);
          // Footprints only exclude: a scene without one stays.
          return scene.footprint === null || touches(scene.footprint);
        }
        case 'all':
          return filter.filters.every(holds);
        case 'any':
          return filter.filters.some(holds);
        case 'not':
          return !holds(filter.filter);
      }
    };
    return holds(filter);
  };
}

/**
 * A scene's property by Earth Engine's name or STAC's, as `set` left it; undefined: none.
 * @throws BestpixelError 'bad-input' where what was set cannot be computed for the scene.
 */
export function propertyOf(scene: Scene, name: string, set?: SetProperties): unknown {
  const given = set?.get(name);
  if (given !== undefined) return isSceneValue(given) ? given.of(scene) : given;
  if (name === 'system:time_start') return scene.datetime;
  if (Object.hasOwn(scene.properties, name)) return scene.properties[name];
  return name === 'system:index' || name === 'system:id' ? scene.id : undefined;
}

/** Milliseconds since 1970; NaN where none are told. */
function timeOf(scene: Scene, set?: SetProperties): number {
  const time = propertyOf(scene, 'system:time_start', set);
  return typeof time === 'number' ? time : NaN;
}

function compared(op: 'eq' | 'lt' | 'gt', property: unknown, value: Scalar): boolean {
  if (typeof property !== typeof value) return false;
  const held = property as Scalar;
  if (op === 'eq') return held === value;
  return op === 'lt' ? held < value : held > value;
}

function holdsText(op: TextTest, property: unknown, value: string): boolean {
  if (typeof property !== 'string') return false;
  if (op === 'contains') return property.includes(value);
  return op === 'startsWith' ? property.startsWith(value) : property.endsWith(value);
}

const names = new WeakMap<SceneFilter, ReadonlySet<string>>();

/** The properties that a filter looks at. */
export function namesIn(filter: SceneFilter): ReadonlySet<string> {
  let found = names.get(filter);
  if (!found) names.set(filter, (found = new Set(namesOf(filter))));
  return found;
}

function namesOf(filter: SceneFilter): readonly string[] {
  switch (filter.kind) {
    case 'compare':
    case 'in':
    case 'text':
    case 'present':
      return [filter.name];
    case 'during':
    case 'calendar':
      return ['system:time_start'];
    case 'touching':
      return ['system:footprint'];
    case 'all':
    case 'any':
      return filter.filters.flatMap((part) => [...namesIn(part)]);
    case 'not':
      return [...namesIn(filter.filter)];
  }
}

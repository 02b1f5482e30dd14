import { calendarRange } from '../calendar.ts';
import { compare, dateFilter, not } from '../filters.ts';
import type { Rules } from '../values.ts';
import type { filterMethods } from '../../expression/methods/filter.ts';

export const filterRules: Rules<typeof filterMethods> = {
  'Filter.eq': ({ name, value }) => compare('eq', name, value),
  'Filter.lt': ({ name, value }) => compare('lt', name, value),
  'Filter.gt': ({ name, value }) => compare('gt', name, value),
  // As Earth Engine's client builds them: so scenes without the property pass.
  'Filter.neq': ({ name, value }) => not(compare('eq', name, value)),
  'Filter.gte': ({ name, value }) => not(compare('lt', name, value)),
  'Filter.lte': ({ name, value }) => not(compare('gt', name, value)),
  'Filter.inList': ({ leftField, rightValue }) => ({ kind: 'in', name: leftField, values: rightValue }),
  'Filter.and': ({ filters }) => ({ kind: 'all', filters }),
  'Filter.or': ({ filters }) => ({ kind: 'any', filters }),
  'Filter.not': ({ filter }) => not(filter),
  'Filter.date': ({ start, end }) => dateFilter(start, end),
  'Filter.calendarRange': ({ start, end = start, field }) => ({
    kind: 'calendar',
    range: calendarRange(field, start, end),
  }),
  'Filter.bounds': ({ geometry }) => ({ kind: 'touching', place: geometry }),
};

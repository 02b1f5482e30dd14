import { calendarRange } from '../calendar.ts';
import { compare, dateFilter, not } from '../filters.ts';
import { metadataFilter, orEqual, textFilter, writtenFilter } from '../text-filters.ts';
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
  'Filter.equals': ({ leftField, rightValue }) => compare('eq', leftField, rightValue),
  'Filter.notEquals': ({ leftField, rightValue }) => not(compare('eq', leftField, rightValue)),
  'Filter.lessThan': ({ leftField, rightValue }) => compare('lt', leftField, rightValue),
  'Filter.lessThanOrEquals': ({ leftField, rightValue }) => orEqual('lt', leftField, rightValue),
  'Filter.greaterThan': ({ leftField, rightValue }) => compare('gt', leftField, rightValue),
  'Filter.greaterThanOrEquals': ({ leftField, rightValue }) => orEqual('gt', leftField, rightValue),
  'Filter.stringContains': ({ leftField, rightValue }) => textFilter('contains', leftField, rightValue),
  'Filter.stringStartsWith': ({ leftField, rightValue }) => textFilter('startsWith', leftField, rightValue),
  'Filter.stringEndsWith': ({ leftField, rightValue }) => textFilter('endsWith', leftField, rightValue),
  'Filter.notNull': ({ properties }) => ({
    kind: 'all',
    filters: properties.map((name) => ({ kind: 'present', name })),
  }),
  'Filter.metadata': ({ name, operator, value }) => metadataFilter(name, operator, value),
  'Filter.expression': ({ expression }) => writtenFilter(expression),
  'Filter.dayOfYear': ({ start, end }) => ({
    kind: 'calendar',
    range: calendarRange('day_of_year', start, end),
  }),
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

import { allOf, type Choice, type Place } from '../../choice/choice.ts';
import { testOfText, testText } from '../../choice/property-test-text.ts';
import { propertyNamesOf } from '../../choice/property-names.ts';
import { orderedDates, readDay, readOrbit, webAddress, wholeNumber } from '../../choice/values.ts';
import { BestpixelError, tell } from '../../errors.ts';
import { sourceIdOf, sourceOf } from './source-options.ts';
import { dayAfter, daysIncluded } from './words.ts';

/** A choice while it is being made: as it stands in the form's fields, right or wrong. */
export interface Draft {
  /** A row of `sourceOptions`. */
  readonly source: string;
  /** What was typed, for a STAC address. */
  readonly address: string;
  /** What was picked from that address's list, or opened from files; null: nothing. */
  readonly picked: string | null;
  /** The API behind an Earth Engine id that stands in the address field. */
  readonly api: string | null;
  readonly place: Place | null;
  readonly time: 'any' | 'dates' | 'season';
  /** Both days included. */
  readonly from: string;
  readonly to: string;
  /** With days: only these months of each year. */
  readonly onlyMonths: boolean;
  readonly firstMonth: number;
  readonly lastMonth: number;
  /** Empty: any. */
  readonly firstYear: string;
  readonly lastYear: string;
  /** Percent; 100: any. */
  readonly cloud: number;
  readonly orbit: string;
  readonly sensor: string;
  readonly conditions: readonly Condition[];
  readonly without: readonly string[];
  readonly limit: string;
}

export interface Condition {
  readonly name: string;
  readonly sign: string;
  readonly value: string;
}

type Field = 'source' | 'time' | 'orbit' | 'limit' | `condition-${number}`;

export type Faults = Readonly<Partial<Record<Field, string>>>;

export function draftOf(choice: Choice): Draft {
  const source = sourceIdOf(choice);
  return {
    source,
    address: source === 'address' ? choice.collection : '',
    picked: source === 'files' ? choice.collection : null,
    api: source === 'address' ? choice.api : null,
    place: choice.place,
    ...timeOf(choice),
    cloud: choice.cloud ?? 100,
    orbit: choice.orbit ?? '',
    sensor: choice.sensor ?? '',
    conditions: choice.where.map((test) => conditionOf(testText(test))),
    without: choice.without,
    limit: choice.limit === null ? '' : String(choice.limit),
  };
}

/** The choice that a form's fields make, or what is wrong with them: a sentence for each field. */
export function choiceOf(draft: Draft): { choice: Choice; faults: null } | { choice: null; faults: Faults } {
  const faults: Partial<Record<Field, string>> = {};
  const read = <T>(field: Field, reading: () => T): T | null => {
    try {
      return reading();
    } catch (error) {
      faults[field] = tell(error);
      return null;
    }
  };
  const from = read('source', () => sourceOfDraft(draft));
  const time = read('time', () => readTime(draft));
  const { place, cloud, orbit, sensor, limit, without } = draft;
  const choice: Choice = {
    ...allOf(from?.collection ?? '', from?.api ?? null),
    place,
    dates: time?.dates ?? null,
    months: time?.months ?? null,
    cloud: cloud >= 100 ? null : cloud,
    orbit: orbit.trim() === '' ? null : read('orbit', () => orbitOf(orbit, from?.collection ?? '')),
    sensor: sensor.trim() || null,
    where: draft.conditions.flatMap(
      (condition, at) => read(`condition-${at}`, () => testOfText(textOf(condition))) ?? [],
    ),
    without,
    limit: limit.trim() === '' ? null : read('limit', () => wholeNumber(limit)),
  };
  return Object.keys(faults).length === 0 ? { choice, faults: null } : { choice: null, faults };
}

/** The collection that fields are for, as far as it is known yet. */
export function collectionOfDraft({ source, picked, address }: Draft): string {
  return sourceOf(source).gives?.collection ?? picked ?? address.trim();
}

function sourceOfDraft(draft: Draft): Pick<Choice, 'collection' | 'api'> {
  const { source, picked, address, api } = draft;
  const { gives } = sourceOf(source);
  if (gives) return gives;
  if (picked !== null) return { collection: picked, api: null };
  if (source === 'files') {
    throw new BestpixelError('bad-input', 'no files are open', { remedy: 'Choose some, or drop them here.' });
  }
  // An Earth Engine id.
  if (/^[A-Z][\w-]*(\/[\w-]+)+$/.test(address.trim())) return { collection: address.trim(), api };
  return { collection: webAddress(address), api: null };
}

/** An Earth Engine id, and Landsat's paths, say whether a direction can be asked for. */
function orbitOf(text: string, collection: string): string {
  const orbit = readOrbit(text);
  if (/^\d/.test(orbit) || propertyNamesOf(collection).direction) return orbit;
  throw new BestpixelError('bad-input', 'these scenes do not tell the direction of their orbit', {
    remedy: 'Type the number of a path.',
  });
}

function timeOf({ dates, months }: Choice) {
  const days = dates && daysIncluded(dates);
  const years =
    !days || (days.from.endsWith('-01-01') && days.to.endsWith('-12-31'))
      ? { first: days?.from.slice(0, 4) ?? '', last: days?.to.slice(0, 4) ?? '' }
      : null;
  return {
    time: months && years ? 'season' : dates ? 'dates' : 'any',
    from: days?.from ?? '',
    to: days?.to ?? '',
    onlyMonths: months !== null && !years,
    firstMonth: months?.first ?? 6,
    lastMonth: months?.last ?? 8,
    firstYear: years?.first ?? '',
    lastYear: years?.last ?? '',
  } as const;
}

function readTime(draft: Draft): Pick<Choice, 'dates' | 'months'> {
  const { time, from, to, firstMonth, lastMonth, firstYear, lastYear } = draft;
  const months = { first: firstMonth, last: lastMonth };
  switch (time) {
    case 'any':
      return { dates: null, months: null };
    case 'dates':
      return {
        dates: orderedDates({ from: readDay(from), to: dayAfter(readDay(to)) }),
        months: draft.onlyMonths ? months : null,
      };
    case 'season': {
      if (firstYear.trim() === '' && lastYear.trim() === '') return { dates: null, months };
      const [first, last] = [yearOf(firstYear || lastYear), yearOf(lastYear || firstYear)];
      return { dates: orderedDates({ from: `${first}-01-01`, to: dayAfter(`${last}-12-31`) }), months };
    }
  }
}

function yearOf(text: string): string {
  if (/^(19|20)\d\d$/.test(text.trim())) return text.trim();
  throw new BestpixelError('bad-input', `'${text.slice(0, 20)}' is no year`, {
    remedy: 'Write it with four digits.',
  });
}

function conditionOf(text: string): Condition {
  const [, name, sign, value] = /^("(?:[^"\\]|\\.)*"|[^<>=!]+)(<=|>=|!=|=|<|>)(.*)$/su.exec(text)!;
  return { name: name!, sign: sign!, value: value! };
}

function textOf({ name, sign, value }: Condition): string {
  return `${name.trim()}${sign}${value.trim()}`;
}

import { type Signal, useSignal } from '@preact/signals';
import { Fault } from '../data/field.tsx';
import { Histogram, type Plotted } from './histogram.tsx';
import { isJoint, withEnd } from './layer-style.ts';
import { metresText } from './layer-words.ts';
import type { LayerLook } from './layers-port.ts';
import { NumberField } from './number-field.tsx';
import type { StyleDraft } from './style-draft.ts';
import type { ViewCount } from './use-view-values.ts';
import { percentileExtent, sortedValues } from './view-values.ts';

interface StretchFieldsProps {
  readonly look: LayerLook;
  readonly draft: StyleDraft;
  readonly count: ViewCount;
  /** Values are days since 1970. */
  readonly days: boolean;
  readonly recount: () => void;
}

const stretches = [
  { name: 'Natural 2–98 %', from: 2, to: 98 },
  { name: '5–95 %', from: 5, to: 95 },
  { name: 'Min–max', from: 0, to: 100 },
] as const;

/** From which value to which colours go: for all bands alike, or for each by itself. */
export function StretchFields({ look, draft, count, days, recount }: StretchFieldsProps) {
  const split = useSignal(!isJoint(look));
  const several = look.bands.length > 1;
  const each = several && (split.value || !isJoint(look));
  const groups = groupsOf(look, count, each);
  const stretch = (from: number, to: number) => {
    const extents = groups.map(({ all }) => percentileExtent(all, from, to));
    draft.set({
      min: look.min.map((was, at) => extents[each ? at : 0]?.low ?? was),
      max: look.max.map((was, at) => extents[each ? at : 0]?.high ?? was),
    });
  };
  const set = (band: number | null) => (end: 'min' | 'max', value: number) => {
    const { min, max } = withEnd(look, end, band, value);
    draft.set({ min, max });
  };
  return (
    <div class="style-part" role="group" aria-label="Stretch">
      <span class="part-name" aria-hidden="true">
        Stretch
      </span>
      {groups.map(({ plotted, all, band }) => (
        <div class="stretch" key={band ?? -1}>
          <Histogram
            label={band === null ? '' : ` of ${look.bands[band]!}`}
            plotted={plotted}
            all={all}
            min={look.min[band ?? 0]!}
            max={look.max[band ?? 0]!}
            days={days}
            set={set(band)}
          />
          <Ends
            label={band === null ? '' : ` of ${look.bands[band]!}`}
            at={band ?? 0}
            look={look}
            set={set(band)}
          />
        </div>
      ))}
      <div class="stretches">
        {stretches.map(({ name, from, to }) => (
          <button
            key={name}
            type="button"
            class="button"
            disabled={groups.every(({ all }) => all.length === 0)}
            onClick={() => stretch(from, to)}
          >
            {name}
          </button>
        ))}
      </div>
      <CountLine count={count} recount={recount} />
      {several && <SplitCheck split={split} checked={each} look={look} draft={draft} />}
    </div>
  );
}

interface SplitCheckProps {
  readonly split: Signal<boolean>;
  readonly checked: boolean;
  readonly look: LayerLook;
  readonly draft: StyleDraft;
}

function SplitCheck({ split, checked, look, draft }: SplitCheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ currentTarget: { checked } }) => {
          split.value = checked;
          if (checked) return;
          const [low, high] = [Math.min(...look.min), Math.max(...look.max)];
          draft.set({ min: look.min.map(() => low), max: look.max.map(() => high) });
        }}
      />
      <span>Each band by itself</span>
    </label>
  );
}

interface Group {
  /** Null: all of them. */
  readonly band: number | null;
  readonly plotted: readonly Plotted[];
  /** Ascending. */
  readonly all: Float64Array;
}

function groupsOf({ bands }: LayerLook, { view }: ViewCount, each: boolean): readonly Group[] {
  const plots = bands.map((band, at): Plotted => {
    const sorted = view?.bands.find((counted) => counted.band === band)?.sorted ?? new Float64Array();
    return { channel: bands.length === 3 ? at : null, sorted };
  });
  if (each) return plots.map((plot, band) => ({ band, plotted: [plot], all: plot.sorted }));
  const all = plots.length === 1 ? plots[0]!.sorted : sortedValues(plots.map(({ sorted }) => sorted));
  return [{ band: null, plotted: plots, all }];
}

interface EndsProps {
  readonly label: string;
  readonly at: number;
  readonly look: LayerLook;
  readonly set: (end: 'min' | 'max', value: number) => void;
}

function Ends({ label, at, look, set }: EndsProps) {
  const [min, max] = [look.min[at]!, look.max[at]!];
  // A script may have turned them round: then either may be put right.
  const turned = min > max;
  return (
    <div class="ends">
      <NumberField
        label={`Min${label}`}
        value={min}
        set={(value) => set('min', value)}
        lack={(value) => (value > max && !turned ? 'Min is above max: the last one holds.' : null)}
      />
      <NumberField
        label={`Max${label}`}
        value={max}
        set={(value) => set('max', value)}
        lack={(value) => (value < min && !turned ? 'Max is below min: the last one holds.' : null)}
      />
    </div>
  );
}

/** At which pixels was counted. Its place is kept while nothing is known. */
function CountLine({ count: { view, counting, fault }, recount }: { count: ViewCount; recount: () => void }) {
  if (fault) return <Fault sentence={fault} />;
  const line = view
    ? `Of this view, at ${metresText(view.metres)} pixels`
    : counting
      ? 'Counting…'
      : 'Nothing is drawn yet';
  return (
    <p class="count-line">
      <span>{line}</span>
      <button type="button" class="text-button" onClick={recount}>
        Count again
      </button>
    </p>
  );
}

import { useEffect } from 'preact/hooks';
import { Fault, Field } from '../data/field.tsx';
import { FailureList } from '../data/failure-list.tsx';
import { counted, megabytes, sentence } from '../words.ts';
import { AreaFields } from './area-fields.tsx';
import { BandFields } from './band-fields.tsx';
import type { GeotiffControl } from './geotiff-control.ts';
import { costWords, gridWords, nativeWords, reportWords } from './geotiff-words.ts';
import { PixelFields } from './pixel-fields.tsx';

/** A layer as a Cloud-Optimized GeoTIFF: what of it, what that takes, and the way there. */
export function GeotiffSection({ control }: { control: GeotiffControl }) {
  useEffect(() => {
    control.show(true);
    return () => control.show(false);
  }, [control]);
  const layer = control.layer.value;
  if (layer === null) return <p class="quiet">There is no layer to save.</p>;
  return (
    <form class="data-form geotiff-form" onSubmit={(event) => event.preventDefault()}>
      <Field label="Layer">
        {(ties) => (
          <select
            {...ties}
            value={layer}
            onChange={({ currentTarget }) => control.edit({ layer: currentTarget.value })}
          >
            {control.live.now().layers.map(({ id, name }) => (
              <option key={id} value={id} selected={id === layer}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <AreaFields control={control} />
      <PixelFields control={control} />
      <BandFields control={control} />
      <Outlook control={control} />
      <Buttons control={control} />
      <Result control={control} />
    </form>
  );
}

function Outlook({ control }: { control: GeotiffControl }) {
  const { outlook, looking, limit } = control;
  const error = looking.error.value;
  const told = outlook.value;
  const native = told && nativeWords(told);
  return (
    <div class="outlook">
      {/* Always there, as a live region must be before its text. */}
      <div role="status" class={looking.running.value ? 'stale' : undefined}>
        {told && error === null && (
          <>
            <p>{gridWords(told)}</p>
            <p>{costWords(told)}</p>
            {native !== null && <p class="quiet">{native}</p>}
          </>
        )}
        {!told && looking.running.value && <p class="quiet">Looking up…</p>}
      </div>
      {limit.value !== null && (
        <p class="hint">{`This browser holds files up to ${megabytes(limit.value)}.`}</p>
      )}
      <Fault sentence={error} />
    </div>
  );
}

function Buttons({ control }: { control: GeotiffControl }) {
  const { saving, outlook, looking, progress } = control;
  if (saving.running.value) {
    const { done, wanted } = progress.value ?? { done: 0, wanted: 0 };
    const words = wanted === 0 ? 'Preparing…' : `${counted(done, 'square')} of ${wanted}`;
    return (
      <div class="row saving">
        <progress aria-label="Saving" max={wanted || 1} value={done} />
        <span class="numbers">{words}</span>
        <button type="button" class="button" onClick={saving.stop}>
          Cancel
        </button>
      </div>
    );
  }
  const ready = outlook.value !== null && looking.error.value === null;
  const { hasFolders } = control.live.now();
  return (
    <div class="row">
      <button
        type="button"
        class="button primary"
        disabled={!ready}
        onClick={() => void control.save('downloads')}
      >
        Download GeoTIFF
      </button>
      {hasFolders && (
        <button type="button" class="button" disabled={!ready} onClick={() => void control.save('folder')}>
          Save to a folder…
        </button>
      )}
    </div>
  );
}

function Result({ control }: { control: GeotiffControl }) {
  const report = control.report.value;
  const failures = report?.failures ?? [];
  return (
    <>
      <div role="status">{report && <p>{sentence(reportWords(report))}</p>}</div>
      {failures.length > 0 && (
        <div class="incomplete">
          <p class="warning">Not complete: scenes that could not be read are missing in it.</p>
          <FailureList
            label="Scenes that are missing"
            failures={failures.map(({ scene, sentence }) => ({ name: scene, sentence }))}
          />
        </div>
      )}
      <Fault sentence={control.saving.error.value} />
    </>
  );
}

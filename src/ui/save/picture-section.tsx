import { sentence } from '../words.ts';
import { costWords, progressWords } from './picture-words.ts';
import type { SaveControl } from './save-control.ts';
import { pictureScales } from './save-port.ts';
import { SaveSection } from './save-section.tsx';

/** The map as seen. */
export function PictureSection({ control }: { control: SaveControl }) {
  const port = control.live.now();
  const running = control.picture.running.value;
  const error = control.picture.error.value;
  const cost = port.costOf(control.scale.value);
  return (
    <SaveSection title="Picture (PNG)">
      <p class="quiet">The map as seen; below it legend, scale, dates, rule and whose data it is.</p>
      <Scales control={control} />
      <p class="save-cost">{costWords(cost)}</p>
      {running ? (
        <Running control={control} />
      ) : (
        <button
          type="button"
          class="button primary"
          disabled={cost.limit !== null}
          onClick={() => void control.savePicture()}
        >
          Save picture
        </button>
      )}
      {error !== null && (
        <p class="warning" role="alert">
          {sentence(error)}
        </p>
      )}
    </SaveSection>
  );
}

function Scales({ control }: { control: SaveControl }) {
  const port = control.live.now();
  const limits = pictureScales.map((scale) => ({ scale, limit: port.costOf(scale).limit }));
  const reasons = [...new Set(limits.flatMap(({ limit }) => limit ?? []))];
  return (
    <>
      <div class="save-scales" role="group" aria-label="Pixels of the picture along one of the map">
        {limits.map(({ scale, limit }) => (
          <button
            key={scale}
            type="button"
            class="button"
            aria-pressed={control.scale.value === scale}
            disabled={limit !== null || control.picture.running.value}
            title={limit ?? undefined}
            onClick={() => {
              control.scale.value = scale;
            }}
          >
            {`${scale}×`}
          </button>
        ))}
      </div>
      {reasons.slice(-1).map((reason) => (
        <p key={reason} class="quiet">
          {reason}
        </p>
      ))}
    </>
  );
}

function Running({ control }: { control: SaveControl }) {
  const { done, wanted } = control.live.now().tiles;
  return (
    <>
      <div class="save-running">
        <progress value={wanted === 0 ? undefined : done} max={Math.max(1, wanted)} aria-label="Picture" />
        <button type="button" class="button" onClick={() => control.cancel()}>
          Cancel
        </button>
      </div>
      <p class="quiet">{progressWords({ done, wanted })}</p>
    </>
  );
}

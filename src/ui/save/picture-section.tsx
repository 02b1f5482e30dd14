import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
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
  const scale = control.scale.value;
  const button = useNextButton(running);
  return (
    <SaveSection title="Picture (PNG)">
      <p class="quiet">The map as seen; below it legend, scale, dates, rule and whose data it is.</p>
      <Scales control={control} />
      {!running && <p class="save-cost">{costWords(port.costOf(scale))}</p>}
      {running ? (
        <Running control={control} button={button} />
      ) : (
        <button
          ref={button}
          type="button"
          class="button primary"
          disabled={port.limitOf(scale) !== null}
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

/** The button that takes the place of another takes the keyboard, too, unless somebody took it elsewhere. */
function useNextButton(running: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(running);
  useEffect(() => {
    const { activeElement, body } = document;
    const lost = activeElement === null || activeElement === body;
    if (before.current !== running && lost) button.current?.focus({ preventScroll: true });
    before.current = running;
  }, [running]);
  return button;
}

function Scales({ control }: { control: SaveControl }) {
  const port = control.live.now();
  const limits = pictureScales.map((scale) => ({ scale, limit: port.limitOf(scale) }));
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

interface RunningProps {
  readonly control: SaveControl;
  readonly button: RefObject<HTMLButtonElement | null>;
}

function Running({ control, button }: RunningProps) {
  const { done, wanted } = control.live.now().tiles;
  return (
    <>
      <div class="save-running">
        <progress value={wanted === 0 ? undefined : done} max={Math.max(1, wanted)} aria-label="Picture" />
        <button ref={button} type="button" class="button" onClick={() => control.cancel()}>
          Cancel
        </button>
      </div>
      <p class="quiet">{progressWords({ done, wanted })}</p>
    </>
  );
}

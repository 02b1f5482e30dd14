import { Failures } from './failures.tsx';
import type { LivePort } from './live-port.ts';
import { Panel } from './rail.tsx';
import type { LayerPort } from './viewer-port.ts';
import { layerLine, progressOf } from './words.ts';

/** The layers as they lie: the top one first. */
export function LayersPanel({ live }: { live: LivePort }) {
  const port = live.now();
  const retry = () => port.retry();
  return (
    <Panel title="Layers">
      {port.layers.length === 0 && <p class="quiet">No layer yet.</p>}
      <ul class="layers">
        {port.layers.toReversed().map((layer) => (
          <LayerRow key={layer.id} layer={layer} retry={retry} />
        ))}
      </ul>
    </Panel>
  );
}

function LayerRow({ layer, retry }: { layer: LayerPort; retry: () => void }) {
  const { name, shown, state, note, progress } = layer;
  return (
    <li class="layer" data-state={state}>
      <label class="layer-name">
        <input
          type="checkbox"
          checked={shown}
          onChange={(event) => {
            layer.shown = event.currentTarget.checked;
          }}
        />
        <span>{name}</span>
      </label>
      <p class="layer-line">{layerLine(layer)}</p>
      {note && shown && <p class="layer-note">{note}</p>}
      <OpacitySlider layer={layer} />
      <Failures layer={name} failures={progress.failures} retry={retry} />
      <div class="hairline" data-running={state === 'loading'} aria-hidden="true">
        <div style={{ transform: `scaleX(${progressOf(layer)})` }} />
      </div>
    </li>
  );
}

function OpacitySlider({ layer }: { layer: LayerPort }) {
  const percent = Math.round(layer.opacity * 100);
  return (
    <div class="slider">
      <input
        type="range"
        min="0"
        max="100"
        step="1"
        value={percent}
        style={{ '--part': `${percent}%` }}
        aria-label={`Opacity of ${layer.name}`}
        aria-valuetext={`${percent} %`}
        onInput={(event) => {
          layer.opacity = event.currentTarget.valueAsNumber / 100;
        }}
      />
      <span aria-hidden="true">{percent} %</span>
    </div>
  );
}

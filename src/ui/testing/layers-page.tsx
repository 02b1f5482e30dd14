import { render } from 'preact';
import { Legend } from '../layers/legend.tsx';
import { LayersPanel } from '../layers/layers-panel.tsx';
import { livePort } from '../live-port.ts';
import '../styles/index.css';
import { type FakeLayers, fakeLayers } from './fake-layers.ts';

let unmount: () => void = () => {};

/** The layers panel as wide as it is in the app, and the legend over an empty map. */
export function showLayers(over: Partial<FakeLayers> = {}): FakeLayers & { retries: number } {
  const port = Object.assign(fakeLayers(over), { retries: 0 });
  const live = livePort(port);
  document.body.className = 'app';
  const root = document.body.appendChild(document.createElement('div'));
  root.id = 'ui';
  render(
    <>
      <aside class="rail" aria-label="Panels">
        <div class="panels">
          <LayersPanel live={live} retry={() => (port.retries += 1)} />
        </div>
      </aside>
      <div class="over-map">
        <Legend live={live} />
      </div>
    </>,
    root,
  );
  unmount = () => {
    render(null, root);
    live.stop();
  };
  return port;
}

/** After each test. */
export function clearLayers(): void {
  unmount();
  unmount = () => {};
  document.body.replaceChildren();
  document.body.className = '';
}

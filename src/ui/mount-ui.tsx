import { effect } from '@preact/signals';
import { render } from 'preact';
import { CompareFields } from './compare/compare-fields.tsx';
import type { ComparePort } from './compare/compare-port.ts';
import { Swipe } from './compare/swipe.tsx';
import { DataControl } from './data/data-control.ts';
import { DropZone } from './data/drop-zone.tsx';
import { RealHere } from './data/real-here.tsx';
import { DataPanel } from './data-panel.tsx';
import { InspectorControl } from './inspector/inspector-control.ts';
import { InspectorDrawer } from './inspector/inspector-drawer.tsx';
import { LayersPanel } from './layers/layers-panel.tsx';
import { Legend } from './layers/legend.tsx';
import { type Live, livePort, type LivePort } from './live-port.ts';
import type { Ports } from './ports.ts';
import { QualityPanel } from './quality/quality-panel.tsx';
import { Notices, noticeControl } from './notices.tsx';
import { Panel, Rail, railControl } from './rail.tsx';
import { ScriptControl } from './script/script-control.ts';
import { ScriptDrawer } from './script/script-drawer.tsx';
import { StatusLine } from './status-line.tsx';
import './styles/index.css';
import { themeControl } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { TimeStrip } from './time/time-strip.tsx';
import { ZoomToData } from './zoom-to-data.tsx';

/**
 * Puts the panels into `root`, beside the map, in the grid that index.html lays out. Theme and rail mark the page's
 * root element. Returns the unmount, which leaves no listener behind.
 */
export function mountUi(root: HTMLElement, ports: Ports): () => void {
  const page = root.ownerDocument.documentElement;
  const { viewer } = ports;
  const live = livePort(viewer);
  const time = livePort(ports.time);
  const layers = livePort(ports.layers);
  const compare = livePort(ports.compare);
  const rules = livePort(ports.rules);
  const control = new DataControl(ports.data);
  const theme = themeControl(page);
  const rail = railControl(page);
  const notices = noticeControl();
  const scripts = new ScriptControl(ports.script, page);
  const inspector = new InspectorControl(ports.inspect, page);
  const stops = [
    live.stop,
    time.stop,
    layers.stop,
    compare.stop,
    rules.stop,
    control.stop,
    theme.stop,
    rail.stop,
    () => scripts.stop(),
    () => inspector.stop(),
    viewer.on('error', notices.add),
    effect(() => {
      viewer.theme = theme.theme.value;
    }),
    effect(() => {
      if (control.open.value && rail.folded.peek()) rail.toggle();
    }),
    effect(() => {
      // Both sheets leave no map between them.
      const narrow = matchMedia('(width <= 640px)').matches;
      const open = scripts.open.value || inspector.open.value;
      if (open && narrow && !rail.folded.peek()) rail.toggle();
    }),
  ];
  render(
    <>
      <TopBar live={live} rail={rail} theme={theme} script={scripts} inspector={inspector} />
      <Rail control={rail}>
        <DataPanel viewer={live} control={control} />
        <QualityPanel live={rules} />
        <LayersPanel live={layers} retry={() => viewer.retry()} />
        <Panel title="Compare">
          <CompareFields live={compare} />
        </Panel>
      </Rail>
      <div class="over-map">
        <ReadySwipe live={live} compare={compare} />
        <Notices control={notices} />
        <Legend live={layers} />
        <div class="offers">
          <ZoomToData live={live} />
          <RealHere control={control} notices={notices} />
        </div>
      </div>
      <ScriptDrawer control={scripts} />
      <InspectorDrawer control={inspector} />
      <TimeStrip live={time} />
      <StatusLine live={live} />
      <DropZone control={control} notices={notices} />
    </>,
    root,
  );
  return () => {
    stops.forEach((stop) => stop());
    render(null, root);
  };
}

/** The line begins to move once there is a picture to see. */
function ReadySwipe({ live, compare }: { live: LivePort; compare: Live<ComparePort> }) {
  return <Swipe live={compare} ready={!live.now().status.loading} />;
}

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
import { oneSheet } from './one-sheet.ts';
import type { Ports } from './ports.ts';
import { QualityPanel } from './quality/quality-panel.tsx';
import { Notices, noticeControl } from './notices.tsx';
import { Panel, Rail, railControl } from './rail.tsx';
import { SaveControl } from './save/save-control.ts';
import { SaveDrawer } from './save/save-drawer.tsx';
import { ScriptControl } from './script/script-control.ts';
import { ScriptDrawer } from './script/script-drawer.tsx';
import { ShareControl } from './share/share-control.ts';
import { ShareDialog } from './share/share-dialog.tsx';
import { StatusLine } from './status-line.tsx';
import './styles/index.css';
import { themeControl } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { TimeStrip } from './time/time-strip.tsx';
import { ZoomToData } from './zoom-to-data.tsx';

/** What all panels share, made once. */
function controlsOf(ports: Ports, page: HTMLElement) {
  const inspector = new InspectorControl(ports.inspect, page);
  return {
    viewer: livePort(ports.viewer),
    time: livePort(ports.time),
    layers: livePort(ports.layers),
    compare: livePort(ports.compare),
    rules: livePort(ports.rules),
    data: new DataControl(ports.data),
    theme: themeControl(page),
    rail: railControl(page),
    script: new ScriptControl(ports.script, page),
    save: new SaveControl({ save: ports.save, geotiff: ports.geotiff }, inspector, page),
    share: new ShareControl(ports.share),
    inspector,
  };
}

type Controls = ReturnType<typeof controlsOf>;

/**
 * Puts the panels into `root`, beside the map, in the grid that index.html lays out. Theme and rail mark the page's
 * root element. `errors` came before there was a place to tell them. Returns the unmount, which leaves no listener behind.
 */
export function mountUi(root: HTMLElement, ports: Ports, errors: readonly unknown[] = []): () => void {
  const { viewer } = ports;
  const controls = controlsOf(ports, root.ownerDocument.documentElement);
  const { theme, rail, data, script, inspector, save } = controls;
  const notices = noticeControl();
  errors.forEach(notices.add);
  const stops = [
    ...Object.values(controls).map((control) => () => control.stop()),
    viewer.on('error', notices.add),
    effect(() => {
      viewer.theme = theme.theme.value;
    }),
    effect(() => {
      if (data.open.value) rail.show();
    }),
    oneSheet([inspector, save, script, rail]),
    // They have one place.
    oneSheet([save, script], 'all'),
  ];
  render(<Page controls={controls} notices={notices} retry={() => viewer.retry()} />, root);
  return () => {
    stops.forEach((stop) => stop());
    render(null, root);
  };
}

interface PageProps {
  readonly controls: Controls;
  readonly notices: ReturnType<typeof noticeControl>;
  readonly retry: () => void;
}

function Page({ controls, notices, retry }: PageProps) {
  const { viewer, data, layers, compare, rules, rail, theme, script, inspector, save, share } = controls;
  return (
    <>
      <TopBar
        live={viewer}
        rail={rail}
        theme={theme}
        script={script}
        inspector={inspector}
        save={save}
        share={share}
      />
      <Rail control={rail}>
        <DataPanel viewer={viewer} control={data} />
        <QualityPanel live={rules} />
        <LayersPanel live={layers} retry={retry} />
        <Panel title="Compare">
          <CompareFields live={compare} />
        </Panel>
      </Rail>
      <div class="over-map">
        <ReadySwipe live={viewer} compare={compare} />
        <Notices control={notices} />
        <Legend live={layers} />
        <div class="offers">
          <ZoomToData live={viewer} />
          <RealHere control={data} notices={notices} />
        </div>
      </div>
      <ScriptDrawer control={script} />
      <SaveDrawer control={save} />
      <ShareDialog control={share} />
      <InspectorDrawer control={inspector} />
      <TimeStrip live={controls.time} />
      <StatusLine live={viewer} />
      <DropZone control={data} notices={notices} openRecipe={share.take} />
    </>
  );
}

/** The line begins to move once there is a picture to see. */
function ReadySwipe({ live, compare }: { live: LivePort; compare: Live<ComparePort> }) {
  return <Swipe live={compare} ready={!live.now().status.loading} />;
}

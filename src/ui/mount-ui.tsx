import { effect } from '@preact/signals';
import { render } from 'preact';
import { DataControl } from './data/data-control.ts';
import type { DataPort } from './data/data-port.ts';
import { DropZone } from './data/drop-zone.tsx';
import { RealHere } from './data/real-here.tsx';
import { DataPanel } from './data-panel.tsx';
import { LayersPanel } from './layers-panel.tsx';
import { livePort } from './live-port.ts';
import { Notices, noticeControl } from './notices.tsx';
import { Rail, railControl } from './rail.tsx';
import { ScriptControl } from './script/script-control.ts';
import { ScriptDrawer } from './script/script-drawer.tsx';
import type { ScriptPort } from './script/script-port.ts';
import { StatusLine } from './status-line.tsx';
import './styles/index.css';
import { themeControl } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import type { ViewerPort } from './viewer-port.ts';
import { ZoomToData } from './zoom-to-data.tsx';

/**
 * Puts the panels into `root`, beside the map, in the grid that index.html lays out. Theme and rail mark the page's
 * root element. Returns the unmount, which leaves no listener behind.
 */
export function mountUi(root: HTMLElement, port: ViewerPort, data: DataPort, script: ScriptPort): () => void {
  const page = root.ownerDocument.documentElement;
  const live = livePort(port);
  const control = new DataControl(data);
  const theme = themeControl(page);
  const rail = railControl(page);
  const notices = noticeControl();
  const scripts = new ScriptControl(script, page);
  const stops = [
    live.stop,
    control.stop,
    theme.stop,
    rail.stop,
    () => scripts.stop(),
    port.on('error', notices.add),
    effect(() => {
      port.theme = theme.theme.value;
    }),
    effect(() => {
      if (control.open.value && rail.folded.peek()) rail.toggle();
    }),
    effect(() => {
      // Both sheets leave no map between them.
      const narrow = matchMedia('(width <= 640px)').matches;
      if (scripts.open.value && narrow && !rail.folded.peek()) rail.toggle();
    }),
  ];
  render(
    <>
      <TopBar live={live} rail={rail} theme={theme} script={scripts} />
      <Rail control={rail}>
        <DataPanel viewer={live} control={control} />
        <LayersPanel live={live} />
      </Rail>
      <div class="over-map">
        <Notices control={notices} />
        <div class="offers">
          <ZoomToData live={live} />
          <RealHere control={control} notices={notices} />
        </div>
      </div>
      <ScriptDrawer control={scripts} />
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

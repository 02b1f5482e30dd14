import { composePicture, pngOf } from '../export/picture/compose.ts';
import type { PictureColors, PictureFacts, PictureMarks } from '../export/picture/facts.ts';
import { pictureName } from '../export/picture/file-name.ts';
import { withTexts } from '../export/picture/png-text.ts';
import { attributionOf } from '../map/picture-size.ts';
import { metresPerPixel } from '../map/world-view.ts';
import type { RulePort } from '../ui/quality/rule-port.ts';
import { namesOf } from '../ui/compare/sides.ts';
import type { LayersPort } from '../ui/layers/layers-port.ts';
import type { SavedFile } from '../ui/save-file.ts';
import type { Viewer } from '../viewer.ts';
import { rootId } from './arrangement.ts';
import { factsOf } from './picture-facts.ts';

export interface PictureParts {
  readonly viewer: Viewer;
  readonly layers: LayersPort;
  readonly rules: Pick<RulePort, 'rule'>;
}

/** The map as seen, with what it shows below it. */
export async function savePicture(
  parts: PictureParts,
  scale: number,
  signal: AbortSignal,
): Promise<SavedFile> {
  const { viewer } = parts;
  const { view, engine } = viewer.stage;
  const { canvas, facts } = await view.capture({
    scale,
    signal,
    settle: (signal) => viewer.idle({ signal }),
    isSettled: () => engine.isSettled,
    take: (map) => {
      const marks = marksOf(parts);
      const facts = seenFacts(parts, scale, marks.swipe);
      const { clientWidth: width, clientHeight: height } = map;
      const look = { width, height, marks, colors: colorsOf(map) };
      return { facts, canvas: composePicture({ map, scale, facts, ...look }) };
    },
  });
  const png = new Uint8Array(await (await pngOf(canvas)).arrayBuffer());
  signal.throwIfAborted();
  const texts = { Title: facts.title, Description: textOf(facts), Software: 'Bestpixel' };
  const data = new Blob(withTexts(png, texts), { type: 'image/png' });
  return { name: nameOf(viewer, scale), data };
}

function seenFacts(
  { viewer, layers, rules }: PictureParts,
  scale: number,
  sides: PictureMarks['swipe'],
): PictureFacts {
  const { map } = viewer;
  const { lng, lat } = map.getCenter().wrap();
  return factsOf({
    layers,
    collections: viewer.collections,
    rule: rules.rule,
    sides,
    center: { lng, lat },
    zoom: map.getZoom(),
    bearing: map.getBearing(),
    pitch: map.getPitch(),
    projection: viewer.projection,
    metresPerPixel: metresPerPixel(map),
    scale,
    basemap: attributionOf(map),
  });
}

function marksOf({ viewer, layers }: PictureParts): PictureMarks {
  const { view } = viewer.stage;
  const { compare, blink } = view.drawnSides;
  const pins = view.seenPins;
  if (!compare) return { pins, swipe: null };
  const { left, right, over } = namesOf(compare, layers.layers);
  return {
    pins,
    swipe: {
      at: blink ? null : compare.position,
      left: blink === 'right' ? '' : left,
      right: blink === 'left' ? '' : right,
      over,
    },
  };
}

function textOf({ lines, warnings, attribution }: PictureFacts): string {
  return [...warnings, ...lines, ...attribution].join('\n');
}

function nameOf({ layers, collections }: Viewer, scale: number): string {
  const top = layers.findLast(({ shown }) => shown);
  const times = collections.flatMap(({ from, to }) => [from, to]).filter((time) => time !== null);
  const [from, to] = [Math.min(...times), Math.max(...times)].map((time) =>
    Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : null,
  );
  return pictureName({ layer: top ? rootId(top.id) : null, from: from!, to: to!, scale });
}

/** Those of the page's theme, as the canvas understands them: `light-dark()` is resolved where a colour is used. */
function colorsOf({ ownerDocument }: HTMLElement): PictureColors {
  const probe = ownerDocument.body.appendChild(ownerDocument.createElement('span'));
  const color = (name: string, otherwise: string): string => {
    probe.style.color = `var(--${name}, ${otherwise})`;
    return getComputedStyle(probe).color;
  };
  try {
    return {
      space: color('space', '#e6ebed'),
      panel: color('panel', '#ffffff'),
      text: color('text', '#162023'),
      quiet: color('quiet', '#566468'),
      warning: color('warning', '#8a4b00'),
      line: color('line', '#dde3e4'),
    };
  } finally {
    probe.remove();
  }
}

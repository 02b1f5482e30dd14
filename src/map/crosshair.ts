import type { Map } from 'maplibre-gl';

const svg = 'http://www.w3.org/2000/svg';
const help =
  'Arrow keys move the map, Enter inspects its centre. Box in the inspector takes an area by the same keys.';
let made = 0;

/** A crosshair over the middle of the map while the map has the keyboard, and words for it. Returns its removal. */
export function addCrosshair(map: Map): () => void {
  const canvas = map.getCanvas();
  const words = document.createElement('span');
  words.id = `bestpixel-crosshair-${(made += 1)}`;
  words.hidden = true;
  words.textContent = help;
  const cross = document.createElementNS(svg, 'svg');
  cross.setAttribute('class', 'bestpixel-crosshair');
  cross.setAttribute('viewBox', '0 0 28 28');
  cross.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', 'M14 1v9M14 18v9M1 14h9M18 14h9M14 13.5v1');
  path.setAttribute('stroke', 'currentColor');
  path.setAttribute('stroke-width', '1.5');
  cross.append(path);
  canvas.after(cross, words);
  canvas.setAttribute('aria-describedby', words.id);
  return () => {
    cross.remove();
    words.remove();
    canvas.removeAttribute('aria-describedby');
  };
}

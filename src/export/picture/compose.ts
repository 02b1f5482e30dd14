import { BestpixelError } from '../../errors.ts';
import { drawMarks, drawStrip, measureWith } from './draw.ts';
import type { PictureColors, PictureFacts, PictureMarks } from './facts.ts';
import { layOut } from './strip.ts';

interface Parts {
  /** The map as it is drawn now: `width` × `scale` pixels wide. */
  readonly map: HTMLCanvasElement;
  readonly scale: number;
  /** CSS pixels of the map. */
  readonly width: number;
  readonly height: number;
  readonly facts: PictureFacts;
  readonly marks: PictureMarks;
  readonly colors: PictureColors;
}

/** The map with what it shows below it: nothing is laid on the map that is not on it on screen. */
export function composePicture({ map, scale, facts, marks, ...look }: Parts): HTMLCanvasElement {
  const canvas = map.ownerDocument.createElement('canvas');
  const context = contextOf(canvas);
  const strip = layOut(facts, look.width, measureWith(context));
  canvas.width = map.width;
  canvas.height = map.height + Math.round(strip.height * scale);
  context.fillStyle = look.colors.space;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(map, 0, 0);
  context.textBaseline = 'alphabetic';
  context.scale(scale, scale);
  drawMarks(context, marks, look);
  context.setTransform(scale, 0, 0, scale, 0, map.height);
  // The last column of pixels may belong to no whole CSS pixel.
  drawStrip(context, strip, { ...look, width: Math.ceil(map.width / scale) });
  return canvas;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context) return context;
  throw tooLarge(canvas);
}

/** Empties the canvas. Rejects with 'too-large' where the browser cannot hold a picture of that size. */
export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(tooLarge(canvas));
      // Its memory is not waited for.
      canvas.width = 0;
    }, 'image/png');
  });
}

function tooLarge({ width, height }: HTMLCanvasElement): BestpixelError {
  return new BestpixelError(
    'too-large',
    `this browser cannot hold a picture of ${width} × ${height} pixels`,
    {
      remedy: 'Save it at a smaller scale, or make the window smaller.',
    },
  );
}

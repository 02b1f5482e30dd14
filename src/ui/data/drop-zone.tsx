import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { OpenedFile } from '../../catalog/files/local-files.ts';
import type { Place } from '../../choice/choice.ts';
import { notFetched } from '../../errors.ts';
import type { NoticeControl } from '../notices.tsx';
import type { DataControl } from './data-control.ts';
import { filesOf } from './opened-files.ts';

interface DropZoneProps {
  readonly control: DataControl;
  readonly notices: NoticeControl;
  readonly openRecipe: (file: File) => void;
}

/** Files dropped anywhere on the page are opened; an outline (GeoJSON) becomes the place, a recipe what is shown. */
export function DropZone({ control, notices, openRecipe }: DropZoneProps) {
  const over = useSignal(false);
  useLayoutEffect(() => {
    const end = new AbortController();
    const listen = <K extends 'dragenter' | 'dragover' | 'dragleave' | 'drop'>(
      type: K,
      heard: (event: DragEvent) => void,
    ) => window.addEventListener(type, heard, { signal: end.signal });
    const take = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Else the browser would leave the page for the file.
      event.preventDefault();
      over.value = true;
    };
    listen('dragenter', take);
    listen('dragover', take);
    listen('dragleave', ({ relatedTarget }) => {
      if (relatedTarget === null) over.value = false;
    });
    listen('drop', (event) => {
      take(event);
      over.value = false;
      if (event.defaultPrevented) void opened(filesOf(event.dataTransfer!), { control, notices, openRecipe });
    });
    return () => end.abort();
  }, [control, notices, openRecipe, over]);
  if (!over.value) return null;
  return (
    <div class="drop-zone">
      <p>
        <b>Drop to open here</b>
        <span>
          GeoTIFFs, folders, STAC documents, a recipe, or a GeoJSON outline as the place. Nothing is uploaded.
        </span>
      </p>
    </div>
  );
}

async function opened(
  dropped: Promise<readonly OpenedFile[]>,
  { control, notices, openRecipe }: DropZoneProps,
): Promise<void> {
  try {
    const files = await dropped;
    const [only] = files;
    if (files.length === 1 && (await isRecipe(only!.file))) return openRecipe(only!.file);
    const place = files.length === 1 ? await outlineOf(only!.file) : null;
    if (place) {
      if (!control.open.value) control.change();
      control.edit({ place });
    } else await control.openFiles(files);
  } catch (error) {
    notices.add(error);
  }
}

/** As Share writes it: the format stands at its beginning. */
async function isRecipe(file: File): Promise<boolean> {
  return /\.json$/i.test(file.name) && /"bestpixel-recipe"/.test(await file.slice(0, 200).text());
}

async function outlineOf(file: File): Promise<Place | null> {
  if (!/json$/i.test(file.name)) return null;
  const reading = await import('./outline-file.ts').catch(notFetched('what reads outlines'));
  return reading.outlineOf(file);
}

import { GeotiffSection } from './geotiff-section.tsx';
import { PictureSection } from './picture-section.tsx';
import type { SaveControl } from './save-control.ts';
import { SaveSection } from './save-section.tsx';
import { SeriesSection } from './series-section.tsx';
import { SharesSection } from './shares-section.tsx';

/** What can be saved, each format in a section of its own. */
export function SavePanel({ control }: { control: SaveControl }) {
  return (
    <div class="save-sections">
      <SaveSection title="GeoTIFF">
        <GeotiffSection control={control.geotiff} />
      </SaveSection>
      <PictureSection control={control} />
      <SeriesSection control={control} />
      <SharesSection control={control} />
      {/* Where it is looked for, beside what is read to assistive technology. */}
      <p class="save-said quiet" aria-hidden="true">
        {control.said.value ?? '\u00a0'}
      </p>
    </div>
  );
}

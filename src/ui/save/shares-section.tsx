import { metresText } from '../layers/layer-words.ts';
import { counted } from '../words.ts';
import type { SaveControl } from './save-control.ts';
import { SaveSection } from './save-section.tsx';

/** How much of the view each date takes. */
export function SharesSection({ control }: { control: SaveControl }) {
  const layers = control.live.now().shares();
  return (
    <SaveSection title="Shares per date">
      {layers.length === 0 ? (
        <p class="quiet">No dates: show a layer that has data in this view.</p>
      ) : (
        <ul>
          {layers.map(({ layer, name, shares: { dates, metres }, missing }) => (
            <li key={layer}>
              <p>{name}</p>
              <p class="quiet">{`${counted(dates.length, 'date')} in this view, counted at ${metresText(metres)} pixels`}</p>
              {missing !== null && <p class="warning">{`Not whole, as the file says: ${missing}`}</p>}
            </li>
          ))}
        </ul>
      )}
      <div class="save-buttons">
        <button
          type="button"
          class="button"
          disabled={layers.length === 0}
          aria-label="Shares as CSV"
          onClick={() => control.saveShares()}
        >
          CSV
        </button>
      </div>
    </SaveSection>
  );
}

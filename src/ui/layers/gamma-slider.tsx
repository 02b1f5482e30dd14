import { useId } from 'preact/hooks';
import type { LayerLook } from './layers-port.ts';
import type { StyleDraft } from './style-draft.ts';

/** One for all bands, 1 in the middle: from a quarter to four. */
export function GammaSlider({ look, draft }: { look: LayerLook; draft: StyleDraft }) {
  const id = useId();
  const gamma = look.gamma[0] ?? 1;
  const at = Math.min(2, Math.max(-2, Math.log2(gamma)));
  const text = gamma.toFixed(2);
  return (
    <div class="style-part gamma">
      <label for={id}>Gamma</label>
      <div class="slider">
        <input
          id={id}
          type="range"
          min="-2"
          max="2"
          step="0.05"
          value={at}
          style={{ '--part': `${((at + 2) / 4) * 100}%` }}
          aria-valuetext={text}
          onInput={({ currentTarget }) => {
            const value = Number((2 ** currentTarget.valueAsNumber).toFixed(3));
            draft.set({ gamma: look.bands.map(() => value) });
          }}
        />
        <span aria-hidden="true">{text}</span>
      </div>
    </div>
  );
}

import { ShareIcon } from '../icons.tsx';
import type { ShareControl } from './share-control.ts';

export function ShareButton({ control }: { control: ShareControl }) {
  return (
    <button
      type="button"
      class="button script-button"
      title="A link or a file that shows this again"
      aria-label="Share"
      aria-haspopup="dialog"
      onClick={control.show}
    >
      <ShareIcon />
      <span>Share</span>
    </button>
  );
}

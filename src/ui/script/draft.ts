import { remember, remembered } from '../remembered.ts';
import type { OpenedScript, ScriptPort } from './script-port.ts';

/** Characters; a longer script lasts as long as the page. */
const longestKept = 100_000;

export interface Beginning {
  readonly source: string;
  /** It, or what it was made of, came with the address and is somebody's own. */
  readonly fromLink: boolean;
  /** A person wrote it, or may have. */
  readonly edited: boolean;
  /** What this browser kept and the address has put aside: undo brings it back. */
  readonly before: string | null;
}

/** What the editor begins with: what the address brings, else what was kept, else what is shown. */
export function beginning(port: ScriptPort): Beginning {
  const kept = remembered('script');
  const { opened } = port;
  if (opened && !(kept !== null && continues(opened))) {
    return { source: opened.source, fromLink: opened.entry === null, edited: false, before: kept };
  }
  if (kept !== null) return { source: kept, fromLink: opened !== null, edited: true, before: null };
  return { source: shownNow(port), fromLink: false, edited: false, before: null };
}

/** False: too long to be kept, and nothing is. */
export function keepDraft(source: string, opened: OpenedScript | null): boolean {
  const fits = source.length <= longestKept;
  remember('script', fits ? source : null);
  const from = opened?.entry === null && fits ? opened.source : null;
  remember('script-from', from !== null && from.length <= longestKept ? from : null);
  return fits;
}

/** Whether the draft was made of this link: a reload then keeps the work. */
function continues({ source, entry }: OpenedScript): boolean {
  return entry === null && remembered('script-from') === source;
}

function shownNow(port: ScriptPort): string {
  try {
    return port.showAsScript();
  } catch {
    // Nobody asked for it yet; whoever presses Show as script is told why.
    return port.gallery[0]?.source ?? '';
  }
}

import { addressWith, type Written } from '../choice/address.ts';

/** What desks see of the window. */
export type Page = Pick<Window, 'location' | 'history' | 'addEventListener' | 'removeEventListener'>;

/** Names these in the page's address, where they are not named yet. */
export function writeAddress({ location, history }: Page, written: Written): void {
  const next = addressWith(location, written);
  if (next !== location.search + location.hash)
    history.replaceState(history.state, '', location.pathname + next);
}

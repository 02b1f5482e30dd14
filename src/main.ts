import { BestpixelError, notFetched, tell } from './errors.ts';
import { requireWebGL2 } from './gpu/context.ts';
import { example } from './recipes/example.ts';
import { fatalMessage } from './ui/fatal-message.ts';
import { initialTheme, keepRoom } from './ui/page-start.ts';

/** The map comes with the least that it needs; the rest is fetched beside it. */
const later = import('./app.ts').catch(notFetched('the program'));
const first = import('./map/base-map.ts').catch(notFetched('the map'));

async function start(): Promise<void> {
  keepRoom(document.querySelector<HTMLElement>('#ui')!);
  requireWebGL2(document.createElement('canvas'));
  // Before the map writes its place into it.
  const { hash, search } = location;
  const { BaseMap } = await first;
  const base = new BaseMap(document.querySelector<HTMLElement>('#map')!, {
    theme: initialTheme(),
    projection: 'globe',
    map: { hash: 'map', center: example.place, zoom: 3 },
  });
  const { openApp } = await later;
  await openApp(base, { hash, search });
}

// Where the map fails, what comes later is not waited for.
later.catch(() => {});
start().catch((error: unknown) => {
  const known = error instanceof BestpixelError;
  const message = fatalMessage({
    title: 'Bestpixel cannot start here',
    what: known ? error.message : tell(error),
    remedy: (known && error.remedy) || 'Reload the page; if it happens again, try another browser.',
  });
  document.body.append(message);
});

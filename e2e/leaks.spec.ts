import { Host } from './host.ts';
import { expect, idle, openApp, test } from './support/app.ts';
import { cycle, gaugeOf, growthOf, round, writeHalves } from './support/leaks.ts';

const rounds = 10 * cycle;
/** Bytes that scripts may hold more after a round. */
const allowance = 100;

test.use({ viewport: { width: 360, height: 320 }, contextOptions: { reducedMotion: 'reduce' } });

let host: Host | undefined;
test.afterEach(() => host?.stop());

test(`${rounds} rounds of inspecting, ranking, comparing and another collection leave nothing behind`, async ({
  page,
  site,
}, info) => {
  test.setTimeout(300_000);
  const folder = info.outputPath('halves');
  const names = await writeHalves(folder, site.url);
  host = new Host({ '/': folder });
  const url = await host.start();
  const collections = names.map((name) => `${url}/${name}`);
  const place = `map=13.4/40.0995/-102.0463&collection=${collections[1]!}`;
  await openApp(page, site, `#${place}&compare=0.5,collection,,best`);
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  // What is kept for good comes with the first rounds: programs, parts of the app, caches.
  for (let n = 0; n < cycle; n++) await round(page, n, collections);
  const gauge = await gaugeOf(page);
  // What is read back comes a moment after the rest.
  await expect.poll(async () => (await gauge.alive()).gpu['read'] ?? 0).toBe(0);
  const [alive, heap] = [await gauge.alive(), await gauge.heap()];
  expect(alive.gpu['array']).toBeGreaterThan(0);

  for (let n = 0; n < rounds; n++) await round(page, n, collections);

  await expect.poll(() => gauge.alive()).toEqual(alive);
  let growth = growthOf(heap, await gauge.heap());
  // What a round has begun last may still be held at the first look.
  for (let n = 0; n < 3 && growth.bytes >= allowance * rounds; n++)
    growth = growthOf(heap, await gauge.heap());
  const { bytes, classes } = growth;
  expect(bytes, JSON.stringify(classes.slice(0, 20), null, 1)).toBeLessThan(allowance * rounds);
  // A class of which each round leaves one.
  expect(classes.filter(({ count }) => count >= rounds)).toEqual([]);
});

/** Makes the demo collection in public/demo, unless it is there already: `npm run demo [-- --verify]`. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeScenes } from './crew.ts';
import { demoScenes } from './passes.ts';
import { hashSources, readStamp, type Stamp, stampFile } from './stamp.ts';
import type { Item } from './item.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = join(root, 'public/demo');
const sourceFolders = [join(root, 'tools/demo'), join(root, 'src/geotiff-writer')];

const prefix = 'bestpixel-demo-';

const sources = await hashSources(sourceFolders);
const present = await readStamp(target);
if (process.argv.includes('--verify')) await verify();
else if (present?.sources === sources)
  console.log(`Demo collection is up to date (content ${short(present.content)}).`);
else await make();

async function make(): Promise<void> {
  const { folder, stamp } = await generate();
  await rm(target, { recursive: true, force: true });
  await mkdir(join(root, 'public'), { recursive: true });
  await rename(folder, target);
  console.log(`Demo collection is in public/demo (content ${short(stamp.content)}).`);
}

/** Makes it again elsewhere and compares. */
async function verify(): Promise<void> {
  const { folder, stamp } = await generate();
  await rm(folder, { recursive: true });
  const same = stamp.content === present?.content;
  console.log(
    same
      ? `Made twice, the same twice: ${stamp.content}`
      : `Differs: ${present?.content} and ${stamp.content}`,
  );
  process.exitCode = same ? 0 : 1;
}

/** The whole collection in a folder of its own, on the target's disk so that it can be moved into place at once. */
async function generate(): Promise<{ readonly folder: string; readonly stamp: Stamp }> {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  await sweep(cache);
  const folder = await mkdtemp(join(cache, prefix));
  try {
    const started = performance.now();
    console.log(
      `Making the synthetic demo collection: ${demoScenes.length} scenes (once; kept in public/demo).`,
    );
    const items = await writeScenes(folder, (item, done) => {
      const cover = item.properties['eo:cloud_cover'].toFixed(0).padStart(3);
      console.log(`  ${String(done).padStart(2)}/${demoScenes.length}  ${item.id}  ${cover} % cloud`);
    });
    const text = JSON.stringify(collection(items), null, 1);
    await writeFile(join(folder, 'items.json'), text);
    const stamp: Stamp = { sources, content: createHash('sha256').update(text).digest('hex') };
    await writeFile(stampFile(folder), JSON.stringify(stamp));
    console.log(`${megabytes(items)} MB in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return { folder, stamp };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Removes what runs that were broken off have left. */
async function sweep(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(cache, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > 600_000) await rm(folder, { recursive: true, force: true });
  }
}

function collection(items: readonly Item[]) {
  const features = items.toSorted(
    (a, b) => a.properties.datetime.localeCompare(b.properties.datetime) || a.id.localeCompare(b.id),
  );
  return {
    type: 'FeatureCollection',
    title: 'Synthetic Sentinel-2 series, eastern Colorado, July and August 2020',
    description:
      'Made by a program of the Bestpixel project in the form of Earth Search sentinel-2-c1-l2a. Not satellite images.',
    license: 'MIT',
    'bestpixel:synthetic': true,
    numberMatched: features.length,
    numberReturned: features.length,
    links: [],
    features,
  };
}

function megabytes(items: readonly Item[]): string {
  const bytes = items
    .flatMap((item) => Object.values(item.assets))
    .reduce((sum, asset) => sum + asset['file:size'], 0);
  return (bytes / 1e6).toFixed(1);
}

function short(hash: string): string {
  return hash.slice(0, 12);
}

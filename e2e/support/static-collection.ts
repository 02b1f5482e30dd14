import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Items {
  readonly features: readonly { readonly id: string; readonly assets: Record<string, { href: string }> }[];
}

/**
 * A static STAC Collection of the items in `from`: `collection.json` with links to `items/<id>/<id>.json`, whose files
 * lie in `files/`; all addresses are relative.
 */
export async function writeStaticCollection(folder: string, from: string): Promise<void> {
  const { features } = JSON.parse(await readFile(join(from, 'items.json'), 'utf8')) as Items;
  await mkdir(join(folder, 'files'), { recursive: true });
  const files = (await readdir(from)).filter((name) => name.endsWith('.tif'));
  await Promise.all(files.map((name) => cp(join(from, name), join(folder, 'files', name))));
  for (const item of features) {
    const assets = Object.entries(item.assets).map(([key, asset]) => {
      const href = asset.href.replace(/^\.\//, '../../files/');
      return [key, { ...asset, href }] as const;
    });
    const links = [
      { rel: 'root', href: '../../collection.json' },
      { rel: 'collection', href: '../../collection.json' },
    ];
    await mkdir(join(folder, 'items', item.id), { recursive: true });
    await writeFile(
      join(folder, 'items', item.id, `${item.id}.json`),
      JSON.stringify({ ...item, collection: 'patch', links, assets: Object.fromEntries(assets) }),
    );
  }
  const collection = {
    type: 'Collection',
    stac_version: '1.0.0',
    id: 'patch',
    title: 'A static collection',
    description: 'For tests',
    license: 'MIT',
    extent: { spatial: { bbox: [[-103, 40, -102, 41]] }, temporal: { interval: [[null, null]] } },
    links: [
      { rel: 'root', href: './collection.json' },
      ...features.map(({ id }) => ({ rel: 'item', href: `./items/${id}/${id}.json` })),
    ],
  };
  await writeFile(join(folder, 'collection.json'), JSON.stringify(collection));
}

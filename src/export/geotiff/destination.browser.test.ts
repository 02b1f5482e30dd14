import { describe, expect, it, onTestFinished } from 'vitest';
import { freeName, intoFolder } from './destination.ts';
import { DiskSpool } from './spool.ts';

async function makeFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const name = `test-${crypto.randomUUID()}`;
  onTestFinished(() => root.removeEntry(name, { recursive: true }));
  return root.getDirectoryHandle(name, { create: true });
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names.toSorted();
}

const file = (name: string, text: string) => ({ name, content: new Blob([text]) });

describe('a folder', () => {
  it('takes all files as they are', async () => {
    const folder = await makeFolder();
    await intoFolder(folder)([file('a.tif', 'pixels'), file('a.json', '{}')], new AbortController().signal);
    expect(await namesIn(folder)).toEqual(['a.json', 'a.tif']);
    const written = await (await folder.getFileHandle('a.tif')).getFile();
    expect(await written.text()).toBe('pixels');
  });

  it('takes none where that is given up in the midst of the second', async () => {
    const folder = await makeFolder();
    const control = new AbortController();
    let pulled = 0;
    const endless = new Blob(['x']);
    endless.stream = () =>
      new ReadableStream({
        pull: (stream) => {
          stream.enqueue(new Uint8Array(1000));
          if (++pulled === 3) control.abort();
        },
      });
    const saving = intoFolder(folder)(
      [file('a.tif', 'whole'), { name: 'a.json', content: endless }],
      control.signal,
    );
    await expect(saving).rejects.toMatchObject({ name: 'AbortError' });
    expect(await namesIn(folder)).toEqual([]);
  });

  it.each([
    ['not-written', new DOMException('gone', 'NotFoundError')],
    ['too-large', new DOMException('full', 'QuotaExceededError')],
  ])('says so where it does not take them (%s), and keeps none', async (tag, cause) => {
    const folder = await makeFolder();
    const broken = new Blob(['x']);
    broken.stream = () => new ReadableStream({ pull: (stream) => stream.error(cause) });
    const saving = intoFolder(folder)([{ name: 'a.tif', content: broken }], new AbortController().signal);
    await expect(saving).rejects.toMatchObject({ tag, where: folder.name, cause });
    expect(await namesIn(folder)).toEqual([]);
  });

  it('gives names that no file has', async () => {
    const folder = await makeFolder();
    expect(await freeName(folder, 'best', ['.tif', '.json'])).toBe('best');
    await folder.getFileHandle('best.json', { create: true });
    await folder.getFileHandle('best-2.tif', { create: true });
    expect(await freeName(folder, 'best', ['.tif', '.json'])).toBe('best-3');
  });
});

describe('a spool on the disk', () => {
  const bytes = (...values: number[]) => new Uint8Array(values);

  it('gives its blocks in order, and begins anew once it is cleared', async () => {
    const spool = new DiskSpool(await makeFolder());
    await spool.keep(bytes(1, 2));
    await spool.clear();
    await spool.keep(bytes(3));
    await spool.keep(bytes(4, 5));
    expect([...new Uint8Array(await (await spool.content()).arrayBuffer())]).toEqual([3, 4, 5]);
    await spool.dispose();
  });

  it('leaves nothing once it is disposed, at whatever moment', async () => {
    const folder = await makeFolder();
    await new DiskSpool(folder).dispose();
    const open = new DiskSpool(folder);
    await open.keep(bytes(1));
    await open.dispose();
    const whole = new DiskSpool(folder);
    await whole.keep(bytes(1));
    await whole.content();
    await whole.dispose();
    expect(await namesIn(folder)).toEqual([]);
  });

  it('removes what a closed page left, and nothing that another page needs', async () => {
    const folder = await makeFolder();
    const other = new DiskSpool(folder);
    await other.keep(bytes(1));
    await other.content();
    await folder.getFileHandle('bestpixel-spool-left', { create: true });
    await folder.getFileHandle('somebody else’s', { create: true });
    const spool = new DiskSpool(folder);
    await spool.keep(bytes(2));
    await spool.dispose();
    expect(await namesIn(folder)).toHaveLength(2);
    await other.dispose();
    expect(await namesIn(folder)).toEqual(['somebody else’s']);
  });
});

import { describe, expect, it } from 'vitest';
import { filesOf, filesOfList } from './opened-files.ts';

type Entry = Pick<FileSystemEntry, 'isFile' | 'isDirectory' | 'name' | 'fullPath'>;

function fileEntry(fullPath: string, fails = false): Entry {
  const name = fullPath.split('/').at(-1)!;
  const file = (resolve: (file: File) => void, reject: (error: Error) => void): void =>
    fails ? reject(new DOMException('gone', 'NotFoundError')) : resolve(new File([], name));
  return Object.assign({ isFile: true, isDirectory: false, name, fullPath }, { file });
}

/** A folder that tells of its children in parts of two, as browsers do in parts of a hundred. */
function folderEntry(fullPath: string, children: readonly Entry[]): Entry {
  const createReader = () => {
    let at = 0;
    return {
      readEntries: (resolve: (entries: readonly Entry[]) => void) => {
        resolve(children.slice(at, at + 2));
        at += 2;
      },
    };
  };
  const name = fullPath.split('/').at(-1)!;
  return Object.assign({ isFile: false, isDirectory: true, name, fullPath }, { createReader });
}

function drop(entries: readonly (Entry | null)[], files: readonly File[] = []) {
  const items = entries.map((entry) => ({ webkitGetAsEntry: () => entry }));
  return filesOf({ items, files } as unknown as DataTransfer);
}

describe('what is dropped', () => {
  it('is every file of every folder, with its path from the folder on', async () => {
    const names = ['1', '2', '3', '4', '5'].map((name) => fileEntry(`/a/b/${name}.tif`));
    const folder = folderEntry('/a', [fileEntry('/a/items.json'), folderEntry('/a/b', names)]);
    const found = await drop([folder, fileEntry('/c.tif')]);
    expect(found.map(({ path }) => path)).toEqual([
      'a/items.json',
      'a/b/1.tif',
      'a/b/2.tif',
      'a/b/3.tif',
      'a/b/4.tif',
      'a/b/5.tif',
      'c.tif',
    ]);
    expect(found[1]!.file.name).toBe('1.tif');
  });

  it('is not what is hidden', async () => {
    const git = folderEntry('/a/.git', [fileEntry('/a/.git/x.tif')]);
    const mac = folderEntry('/a/__MACOSX', [fileEntry('/a/__MACOSX/x.tif')]);
    const found = await drop([folderEntry('/a', [git, mac, fileEntry('/a/.x.tif'), fileEntry('/a/x.tif')])]);
    expect(found.map(({ path }) => path)).toEqual(['a/x.tif']);
  });

  it('are the files alone where the browser knows of no folders', async () => {
    const file = new File([], 'a.tif');
    expect(await drop([null], [file])).toEqual([{ path: 'a.tif', file }]);
  });

  it('is named where it cannot be read', async () => {
    await expect(drop([folderEntry('/a', [fileEntry('/a/x.tif', true)])])).rejects.toMatchObject({
      tag: 'bad-input',
      where: '/a/x.tif',
    });
  });

  it('is refused where it is a whole disk', async () => {
    const all = Array.from({ length: 50_001 }, (_, i) => fileEntry(`/a/${i}.tif`));
    await expect(drop([folderEntry('/a', all)])).rejects.toMatchObject({ tag: 'too-large' });
  });
});

describe('what is picked', () => {
  it('has its path in the folder, or its name', () => {
    const inFolder = Object.assign(new File([], 'x.tif'), { webkitRelativePath: 'a/b/x.tif' });
    expect(filesOfList([inFolder, new File([], 'y.tif')]).map(({ path }) => path)).toEqual([
      'a/b/x.tif',
      'y.tif',
    ]);
    expect(filesOfList(null)).toEqual([]);
  });
});

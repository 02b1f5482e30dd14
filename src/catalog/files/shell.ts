/** A path as one word of a shell's command line; null where it holds what no terminal should be given. */
export function shellWord(path: string): string | null {
  if (/\p{C}/u.test(path)) return null;
  // A leading dash would be an option.
  const safe = path.startsWith('-') ? `./${path}` : path;
  return /^[\w./@%+,:=-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", String.raw`'\''`)}'`;
}

/** The command that makes a COG of one file. */
export function toCog(path: string, options = ''): string {
  const [from, to] = [shellWord(path), shellWord(path.replace(/\.[^./]*$/, '.tif'))];
  // In place it would be read while it is written.
  const other = to === from ? shellWord(path.replace(/\.[^./]*$/, '_cog.tif')) : to;
  return `gdal_translate -of COG ${options}${from ?? 'in'} ${from ? (other ?? 'out.tif') : 'out.tif'}`;
}

/** The command that makes COGs of all files with these extensions in folders, each beside its original. */
export function allToCog(folders: readonly string[], extension: string): string {
  const globs = folders.map((folder) => {
    const word = folder === '' ? '' : shellWord(folder);
    return word === null ? null : `${word && `${word}/`}*.${extension}`;
  });
  const files = globs.includes(null) ? `*.${extension}` : globs.join(' ');
  return `for f in ${files}; do gdal_translate -of COG "$f" "\${f%.*}.tif"; done`;
}

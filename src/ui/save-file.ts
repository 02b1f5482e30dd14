export interface SavedFile {
  readonly name: string;
  readonly data: Blob;
}

/** Hands a file to the browser's downloads. */
export function saveFile({ name, data }: SavedFile): void {
  const url = URL.createObjectURL(data);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to save by then.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

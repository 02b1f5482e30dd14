const sources = import.meta.glob<string>('./*.js', { query: '?raw', import: 'default', eager: true });

/** Scripts in the style of those that people publish, by name: what they call is what is called most. */
export const surveyScripts: readonly { readonly name: string; readonly source: string }[] = Object.entries(
  sources,
).map(([path, source]) => ({ name: path.replace(/^\.\/|\.js$/g, ''), source }));

/** In how many scripts each method is called: by its short name, constructors as `ee.Image`. */
export function surveyMethods(sources: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const source of sources) {
    const code = source.replaceAll(/^\s*\/\/.*$/gm, '');
    const called = [...code.matchAll(/\bee\.[A-Z]\w*(?=\()|(?<=\.)[A-Za-z]\w*(?=\()|\bprint(?=\()/g)];
    for (const name of new Set(called.map(([name]) => name))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

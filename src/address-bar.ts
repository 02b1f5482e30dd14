/** The page's own address: what was chosen is read from it and written to it, beside what others keep there. */
export interface AddressBar {
  /** Of the query string and the hash; what the hash names counts. */
  read(): URLSearchParams;
  /** Replaces `names` in the hash by these parameters, and leaves the rest of it. Sends nothing anywhere. */
  write(params: URLSearchParams, names: readonly string[]): void;
  /** Told when somebody else changed the hash. Returns its unsubscribe. */
  onChange(listener: () => void): () => void;
}

type Page = Pick<Window, 'location' | 'history' | 'addEventListener' | 'removeEventListener'>;

export function addressBar(page: Page): AddressBar {
  const hash = (): string => page.location.hash.slice(1);
  return {
    read() {
      const params = new URLSearchParams(page.location.search);
      const own = new URLSearchParams(hash());
      for (const name of new Set(own.keys())) params.delete(name);
      for (const [name, value] of own) params.append(name, value);
      return params;
    },
    write(params, names) {
      const kept = parts(hash()).filter((part) => !names.includes(nameOf(part)));
      const written = [...params].map(([name, value]) => `${name}=${readable(value)}`);
      const { pathname, search } = page.location;
      const left = withoutNames(search, names);
      page.history.replaceState(
        page.history.state,
        '',
        `${pathname}${left}#${[...kept, ...written].join('&')}`,
      );
    },
    onChange(listener) {
      page.addEventListener('hashchange', listener);
      return () => page.removeEventListener('hashchange', listener);
    },
  };
}

function parts(query: string): string[] {
  return query.split('&').filter(Boolean);
}

function nameOf(part: string): string {
  const [name = ''] = part.split('=', 1);
  return decoded(name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % is nobody's name.
    return text;
  }
}

/** Escaped where a parser would stumble, and else as it was: links are read by people, too. */
function readable(value: string): string {
  return encodeURIComponent(value).replace(/%(3A|2F|2C|3C|3E|3D|40)/gi, (code) => decodeURIComponent(code));
}

function withoutNames(search: string, names: readonly string[]): string {
  const left = parts(search.slice(1)).filter((part) => !names.includes(nameOf(part)));
  return left.length > 0 ? `?${left.join('&')}` : '';
}

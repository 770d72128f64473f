/** `a/b/../c/./d` → `a/c/d`; never starts with a slash. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The path that `target` means in a file `from`: absolute with a leading slash, else relative to the file's folder. */
export function resolvePath(from: string, target: string): string {
  return normalizePath(target.startsWith('/') ? target : `${folderOf(from)}/${target}`);
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

interface PageUrl {
  path: string;
  query: Record<string, string>;
}

export function parsePageUrl(url: string, from: string): PageUrl {
  const [path = '', search = ''] = url.split(/\?(.*)/s);
  const pairs = search.split('&').filter(Boolean);
  // WeChat hands the values over as they stand in the URL: pages decode them.
  const query = Object.fromEntries(
    pairs.map((pair) => [pair.split('=', 1)[0], pair.split(/=(.*)/s)[1] ?? '']),
  );
  return { path: resolvePath(from, path), query };
}
